import { linkModeOf } from "../../domain/link.ts";
import { maskPhone } from "../../domain/mask.ts";
import { smsLinkText } from "../../messages/sms.ts";
import type { Settings } from "../../settings.ts";
import type { SendingMethod } from "../method.ts";
import { isSmsNumber } from "../sms-code/sms-code.ts";
import { urlIn } from "./url.ts";

/** By the operator's rule, where there is one. */
const isEligible = (number: string, { links: { smsPrefixes } }: Settings): boolean =>
  smsPrefixes.length === 0 || smsPrefixes.some((prefix) => number.startsWith(prefix));

/** A one-time URL by SMS to a registered number; offered where the operator has switched it on. */
export const smsLink: SendingMethod<"sms_link"> = {
  type: "sms_link",
  channel: "sms",
  amr: ["sms"],
  signsInOnly: true,

  offer: (authenticator, settings) =>
    linkModeOf("sms_link", settings) !== "off" &&
    isSmsNumber(authenticator, settings) &&
    isEligible(authenticator.destination, settings)
      ? {
          methodId: `sms_link.${authenticator.authenticatorId}`,
          type: "sms_link",
          hint: maskPhone(authenticator.destination),
        }
      : undefined,

  deliver: (asked) => ({
    channel: "sms",
    to: asked.authenticator.destination,
    text: smsLinkText(asked.locale, {
      shortName: asked.settings.service.shortName,
      reference: asked.challenge.reference,
      url: urlIn(asked),
    }),
  }),

  // Nothing is typed for a URL.
  verify: () => ({ right: false }),
};
