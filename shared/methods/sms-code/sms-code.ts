import { maskPhone } from "../../domain/mask.ts";
import { smsCodeText } from "../../messages/sms.ts";
import type { SendingMethod } from "../method.ts";
import { isSameCode, outOfBandCode } from "../out-of-band.ts";

const digits = 6;

/** A code by SMS to a registered number. */
export const smsCode: SendingMethod<"sms_code"> = {
  type: "sms_code",
  channel: "sms",
  amr: ["sms"],

  offer: ({ authenticatorId, type, destination, status, country, line }, { sends }) =>
    type === "phone" &&
    line !== "fixed" &&
    status === "active" &&
    country !== undefined &&
    sends.countries.includes(country)
      ? { methodId: `sms_code.${authenticatorId}`, type: "sms_code", hint: maskPhone(destination) }
      : undefined,

  deliver: ({ challenge, authenticator, codeKey, purpose, locale, host, settings }) => ({
    channel: "sms",
    to: authenticator.destination,
    text: smsCodeText(locale, {
      purpose,
      shortName: settings.service.shortName,
      code: outOfBandCode(codeKey, challenge, digits),
      reference: challenge.reference,
      host,
    }),
  }),

  verify: ({ challenge, codeKey, code }) => ({
    right: isSameCode(outOfBandCode(codeKey, challenge, digits), code),
  }),
};
