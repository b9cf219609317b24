import * as z from "zod/mini";
import { text } from "./basics.ts";

const NewPassword = text(1024, "The password to be; the service says how long it has to be at the least.");

export const ChangePassword = z.object({ current: text(1024, "The password as it is."), password: NewPassword });

export const ChangedPassword = z.object({
  sessionToken: z.optional(
    z
      .string()
      .check(
        z.describe(
          "The session in the place of the one before, for who presented that as a bearer; others get a cookie.",
        ),
      ),
  ),
});

export const AskPasswordReset = z.object({ identifier: text(254, "What the person types to name the account.") });

export const ResetPassword = z.object({
  token: text(200, "What the link of the mail carries in its fragment."),
  password: NewPassword,
});
