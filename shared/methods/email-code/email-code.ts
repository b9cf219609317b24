import { minutes } from "../../domain/duration.ts";
import { maskEmail } from "../../domain/mask.ts";
import { codeEmail } from "../../messages/email.ts";
import type { SendingMethod } from "../method.ts";
import { isSameCode, outOfBandCode } from "../out-of-band.ts";

const digits = 6;

/** A code by mail to a registered address; offered where the operator has an address to send from. */
export const emailCode: SendingMethod<"email_code"> = {
  type: "email_code",
  channel: "email",
  // RFC 8176 has no value for mail: what is proved is a one-time password.
  amr: ["otp"],

  offer: ({ authenticatorId, type, destination, status }, { email }) =>
    type === "email" && status === "active" && email.from !== undefined
      ? { methodId: `email_code.${authenticatorId}`, type: "email_code", hint: maskEmail(destination) }
      : undefined,

  deliver: ({ challenge, authenticator, codeKey, purpose, locale, settings }) => ({
    channel: "email",
    to: authenticator.destination,
    email: codeEmail(locale, {
      purpose,
      shortName: settings.service.shortName,
      codeWord: settings.texts.codeWord,
      code: outOfBandCode(codeKey, challenge, digits),
      reference: challenge.reference,
      // A resend carries the same code, which has less of its life left.
      lifetimeMinutes: Math.max(1, Math.floor((challenge.expiresAt - challenge.lastSentAt) / minutes(1))),
    }),
  }),

  verify: ({ challenge, codeKey, code }) => ({
    right: isSameCode(outOfBandCode(codeKey, challenge, digits), code),
  }),
};
