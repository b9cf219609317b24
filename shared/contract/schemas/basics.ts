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
  "app",
  "qr",
  "backup_code",
] as const;
export type MethodType = (typeof methodTypes)[number];

/** In which order a login asks for its factors. */
export const loginOrders = ["password_first", "together", "approval_first"] as const;

/** What became of a message, as far as its provider tells. */
export const deliveryStates = ["none", "sent", "delivered", "bounced", "failed", "unknown"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const text = (most: number, description: string) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.describe(description));

export const instant = (description: string) => z.iso.datetime().check(z.describe(`${description} RFC 3339, UTC.`));

/** Text that people make up. Nothing in it ends a line, hides, or turns around what stands beside it. */
const madeUp = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]*$/u;
export const name = (least: number, description: string) =>
  z
    .string()
    .check(
      z.minLength(least),
      z.maxLength(40),
      z.regex(madeUp, "must not hold line ends, control or direction characters"),
      z.describe(description),
    );

/** Days that a browser can be trusted for. */
export const trustDays = [0, 1, 7, 30, 90] as const;

export const MethodOffer = z.object({
  methodId: z.string(),
  type: z.enum(methodTypes),
  hint: z
    .string()
    .check(
      z.describe(
        "The destination, masked: `090-****-1234`, `h***@example.jp`; or the name it was given. Empty before the password.",
      ),
    ),
});

/** What a second factor can be proved anew for. A proof for one is none for another. */
export const stepUpActions = [
  "add_authenticator",
  "replace_authenticator",
  "remove_authenticator",
  "make_backup_codes",
  "reveal_backup_codes",
  "switch_off",
  "change_password",
  "export_data",
] as const;
export type StepUpAction = (typeof stepUpActions)[number];

/** Why a password cannot be chosen. */
export const passwordFaults = ["too_short", "own_name", "common", "unchanged"] as const;
export type PasswordFault = (typeof passwordFaults)[number];
