import * as z from "zod/mini";

/** What the operator's Lambda is asked (`password.verifier`). */
export interface PasswordQuestion {
  readonly version: 1;
  /** NFKC, in lower case, without space around it. */
  readonly identifier: string;
  /** NFKC. */
  readonly password: string;
}

/** What it answers. Anything else is no answer. */
export const PasswordAnswer = z.object({
  result: z.enum(["right", "wrong", "locked", "change_required"]),
  /** `right`: the subject whose password it is. Where it is told, it must be the one that stands under the identifier. */
  sub: z.optional(z.string()),
  /** `right`: when the password was chosen, RFC 3339. One that is newer than a "not me" opens things again. */
  changedAt: z.optional(z.iso.datetime({ offset: true })),
});
