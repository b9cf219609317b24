import * as z from "zod/mini";
import { AuthenticatorView } from "./account.ts";
import { locales } from "./basics.ts";

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
  version: z.int().check(z.describe("Moves with every change.")),
  createdAt: z.iso.datetime(),
});
