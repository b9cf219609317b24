import type { Authenticator } from "../../domain/account.ts";
import { maskPhone } from "../../domain/mask.ts";
import { smsCodeText } from "../../messages/sms.ts";
import type { Settings } from "../../settings.ts";
import type { SendingMethod } from "../method.ts";
import { isSameCode, outOfBandCode } from "../out-of-band.ts";

const digits = 6;

/** Whether an SMS may go there. */
export const isSmsNumber = ({ type, status, country, line }: Authenticator, { sends }: Settings): boolean =>
  type === "phone" &&
  line !== "fixed" &&
  status === "active" &&
  country !== undefined &&
  sends.countries.includes(country);

/** A code by SMS to a registered number. */
export const smsCode: SendingMethod<"sms_code"> = {
  type: "sms_code",
  channel: "sms",
  amr: ["sms"],

  offer: (authenticator, settings) =>
    isSmsNumber(authenticator, settings)
      ? {
          methodId: `sms_code.${authenticator.authenticatorId}`,
          type: "sms_code",
          hint: maskPhone(authenticator.destination),
        }
      : undefined,

  deliver: ({ challenge, authenticator, codeKey, purpose, locale, host, settings }) => ({
    channel: "sms",
    to: authenticator.destination,
    text: smsCodeText(locale, {
      purpose,
      shortName: settings.service.shortName,
      codeWord: settings.texts.codeWord,
      code: outOfBandCode(codeKey, challenge, digits),
      reference: challenge.reference,
      host,
    }),
  }),

  verify: ({ challenge, codeKey, code }) => ({
    right: isSameCode(outOfBandCode(codeKey, challenge, digits), code),
  }),
};
