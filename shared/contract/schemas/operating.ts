import * as z from "zod/mini";
import { AuthenticatorView } from "./account.ts";
import { instant, locales, text } from "./basics.ts";

/** What the operator's people and programs send and are shown. Nothing here can read or choose a secret. */

/** Neither control characters nor what turns text around, and nothing to be clicked on: it stands in a mail of ours. */
const plain = /^[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+$/u;
const linkLike = /:\/\/|www\./i;

/** Why something is done. */
const Reason = z.string().check(
  z.minLength(5),
  z.maxLength(200),
  z.refine((text) => plain.test(text) && text.trim().length >= 5, "must be one line of plain text"),
  z.refine((text) => !linkLike.test(text), "must not hold a link"),
  z.describe("Why: kept in the account's record, and told to its owner word for word."),
);

const identifier = z.string().check(z.minLength(1), z.maxLength(254));

export const Reasoned = z.object({ reason: Reason });

export const FindAccount = z.object({ identifier: identifier.check(z.describe("What its owner types.")) });

export const UpdateAccount = z
  .object({
    identifier: z.optional(identifier.check(z.describe("What the person will type to name the account."))),
    locale: z.optional(z.enum(locales).check(z.describe("Language of its messages."))),
    reason: Reason,
  })
  .check(
    z.refine((body) => body.identifier !== undefined || body.locale !== undefined, "needs an identifier or a locale"),
  );

export const AdminAccount = z.object({
  sub: z.string(),
  identifier: z.string(),
  locale: z.enum(locales),
  status: z.enum(["active", "locked"]),
  enabled: z.boolean().check(z.describe("Whether two-step verification is on.")),
  authenticators: z.array(AuthenticatorView),
  backupCodesLeft: z.int(),
  recovery: z.optional(
    z
      .object({
        by: z.enum(["person", "operator"]),
        startedAt: instant("When it was begun or granted."),
        readyAt: z.optional(instant("A new method can be set up from then on.")),
        expiresAt: instant("It is over from then on."),
      })
      .check(z.describe("The way back of somebody who has lost the second factor, while it is under way.")),
  ),
  version: z.int().check(z.describe("Moves with every change.")),
  createdAt: z.iso.datetime(),
});

export const ResetAccount = z
  .object({
    authenticatorIds: z._default(
      z
        .array(z.string().check(z.minLength(1), z.maxLength(64)))
        .check(z.maxLength(50), z.describe("What is taken away; `backup-codes` names the backup codes.")),
      [],
    ),
    password: z._default(
      z.boolean().check(z.describe("Whether the password is void: its owner has to choose a new one.")),
      false,
    ),
    recovery: z._default(
      z
        .boolean()
        .check(
          z.describe(
            "Whether the owner sets up a new method at the next sign-in, which nothing else opens then. What the account has stays until that is done.",
          ),
        ),
      false,
    ),
    reason: Reason,
  })
  .check(
    z.refine(
      (body) => body.password || body.recovery || body.authenticatorIds.length > 0,
      "needs something to reset, or a recovery",
    ),
    z.refine((body) => !(body.password && body.recovery), {
      path: ["recovery"],
      message: "is void with a new password: reset the password first, and let the owner choose another",
    }),
  );

export const Reset = z.object({
  status: z.enum(["done", "waiting"]).check(z.describe("`waiting`: for somebody else's confirmation.")),
  account: AdminAccount,
  resetId: z.optional(z.string().check(z.describe("`waiting`: what is to be confirmed."))),
  expiresAt: z.optional(instant("`waiting`: it cannot be confirmed from then on.")),
});

/** What can end outside of the service, as the operator's other systems know it. */
export const lifecycleTypes = ["line_cancelled", "number_changed", "address_bounced", "account_closed"] as const;
export type LifecycleType = (typeof lifecycleTypes)[number];

export const LifecycleEvent = z
  .object({
    eventId: z
      .string()
      .check(
        z.regex(/^[\x21-\x7e]{8,128}$/, "must be 8 to 128 visible ASCII characters"),
        z.describe("The same for the same event: told again, it changes nothing."),
      ),
    type: z.enum(lifecycleTypes),
    sub: z.optional(z.string().check(z.minLength(1), z.maxLength(64), z.describe("Whose it is; or `identifier`."))),
    identifier: z.optional(identifier),
    destination: z.optional(text(254, "The number or address that it is about.")),
  })
  .check(
    z.refine((body) => (body.sub === undefined) !== (body.identifier === undefined), {
      path: ["sub"],
      message: "needs either sub or identifier",
    }),
    z.refine((body) => (body.type === "account_closed") === (body.destination === undefined), {
      path: ["destination"],
      message: "is needed for a line, a number and an address, and for them alone",
    }),
  );

export const LifecycleOutcome = z.object({
  outcome: z
    .enum(["done", "repeated", "nothing_to_do"])
    .check(z.describe("`repeated`: the event was known · `nothing_to_do`: the account has no such number or address.")),
});
