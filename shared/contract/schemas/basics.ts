import * as z from "zod/mini";

/** What a person can be spoken to in. */
export const locales = ["ja", "en"] as const;
export type Locale = (typeof locales)[number];

/** How an authenticator can be used. A new method begins here; the compiler then names every place that lacks it. */
export const methodTypes = [
  "totp",
  "sms_code",
  "sms_link",
  "voice",
  "email_code",
  "email_link",
  "backup_code",
] as const;
export type MethodType = (typeof methodTypes)[number];

/** What became of a message, as far as its provider tells. */
export const deliveryStates = ["none", "sent", "delivered", "bounced", "failed", "unknown"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const text = (most: number, description: string) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.describe(description));

export const instant = (description: string) => z.iso.datetime().check(z.describe(`${description} RFC 3339, UTC.`));

export const MethodOffer = z.object({
  methodId: z.string(),
  type: z.enum(methodTypes),
  hint: z
    .string()
    .check(z.describe("The destination, masked: `090-****-1234`, `h***@example.jp`; or the name it was given.")),
});

/** What a second factor can be proved anew for. A proof for one is none for another. */
export const stepUpActions = [
  "add_authenticator",
  "replace_authenticator",
  "remove_authenticator",
  "make_backup_codes",
  "reveal_backup_codes",
  "switch_off",
] as const;
export type StepUpAction = (typeof stepUpActions)[number];
