import * as z from "zod/mini";
import { authenticatorTypes } from "./account.ts";
import { locales, text } from "./basics.ts";

export const CreateAccount = z.object({
  identifier: text(254, "What the person will type to name the account."),
  password: z.optional(
    z
      .string()
      .check(
        z.minLength(8),
        z.maxLength(1024),
        z.describe(
          "The first password; 8 to 1024 characters. Needed where passwords are kept here, and refused where the operator's own directory keeps them.",
        ),
      ),
  ),
  phones: z._default(z.array(text(32, "A number in E.164 or national form.")).check(z.maxLength(5)), []),
  emails: z._default(z.array(z.email().check(z.maxLength(254))).check(z.maxLength(5)), []),
  locale: z.optional(z.enum(locales).check(z.describe("Language of its messages. Default: the operator's setting."))),
});

export const Account = z.object({
  sub: z.string().check(z.describe("The subject: the account's id for ever.")),
  identifier: z.string(),
  locale: z.enum(locales),
  authenticators: z.array(
    z.object({ authenticatorId: z.string(), type: z.enum(authenticatorTypes), hint: z.string() }),
  ),
});
