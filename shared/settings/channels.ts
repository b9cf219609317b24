import * as z from "zod/mini";
import { e164 } from "./forms.ts";

/** Where messages and calls come from. */
export const channels = {
  sms: z.prefault(
    z.strictObject({
      senderId: z.optional(
        z
          .string()
          .check(
            z.regex(
              /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
              "must be 1 to 11 ASCII letters and digits, one letter at least",
            ),
            z.describe("Sender shown on the phone, where the country allows one."),
          ),
      ),
      originationNumber: z.optional(
        z
          .string()
          .check(
            z.regex(/^\+?\d{3,15}$/, "must be a number in E.164 form or a short code"),
            z.describe("Number that SMS come from."),
          ),
      ),
      maxPriceUsd: z._default(
        z
          .string()
          .check(
            z.regex(/^\d+\.\d{2}$/, 'must be US dollars such as "0.20"'),
            z.describe("An SMS that costs more is not sent."),
          ),
        "0.20",
      ),
    }),
    {},
  ),
  email: z.prefault(
    z.strictObject({
      from: z.optional(
        z
          .email("must be a mail address")
          .check(
            z.maxLength(254, "must be at most 254 characters"),
            z.describe("Address that mails come from, of a domain that SES has verified. Left out: no codes by mail."),
          ),
      ),
    }),
    {},
  ),
  voice: z.prefault(
    z.strictObject({
      number: z.optional(
        z
          .string()
          .check(
            z.regex(e164, "must be a number in E.164 form such as +815012345678"),
            z.describe("Number of the Connect instance that calls come from. Left out: no codes by voice."),
          ),
      ),
    }),
    {},
  ),
} as const;
