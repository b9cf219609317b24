import * as z from "zod/mini";
import { methodTypes } from "../contract/schemas.ts";

/** What people may add to their accounts themselves, and what a login offers them first. */
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
    first: z._default(
      z.array(z.enum(methodTypes)).check(
        z.refine((types) => types.every((type) => type !== "backup_code" && type !== "qr"), {
          error: "must not have backup_code or qr: these come last",
        }),
        z.refine((types) => new Set(types).size === types.length, { error: "must name each once" }),
        z.describe(
          "Methods that a login offers before the others, in this order, such as `sms_link`. The one that a person has chosen as the default still comes before them.",
        ),
      ),
      [],
    ),
  }),
  {},
);
