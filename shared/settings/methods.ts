import * as z from "zod/mini";

/** What people may add to their accounts themselves. */
export const methods = z.prefault(
  z.strictObject({
    enrollable: z._default(
      z.array(z.enum(["phone", "email", "totp", "app"])).check(
        z.refine((types) => types.some((type) => type !== "app"), {
          error: "must have phone, email or totp: an app that approves stands beside another method",
        }),
        z.refine((types) => new Set(types).size === types.length, { error: "must name each once" }),
        z.describe(
          "What people may add, in settings and after a recovery: numbers, addresses, authenticator apps (`totp`), apps that approve (`app`). What an account has already goes on working.",
        ),
      ),
      ["phone", "email", "totp", "app"],
    ),
  }),
  {},
);
