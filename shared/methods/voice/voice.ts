import { maskPhone } from "../../domain/mask.ts";
import { codeCall } from "../../messages/voice.ts";
import type { SendingMethod } from "../method.ts";
import { isSameCode, outOfBandCode } from "../out-of-band.ts";

const digits = 6;

/** A call to a registered number that tells a code; offered where the operator has a number to call from. */
export const voice: SendingMethod<"voice"> = {
  type: "voice",
  channel: "voice",
  amr: ["tel"],
  offer: ({ authenticatorId, type, destination, status, country }, { sends, voice: { number } }) =>
    type === "phone" &&
    status === "active" &&
    number !== undefined &&
    country !== undefined &&
    sends.countries.includes(country)
      ? { methodId: `voice.${authenticatorId}`, type: "voice", hint: maskPhone(destination) }
      : undefined,
  deliver: ({ challenge, authenticator, codeKey, purpose, locale, settings }) => {
    const { callKey, reference } = challenge;
    if (callKey === undefined) throw new Error("a call without a key would tell its code to a voicemail");
    const code = outOfBandCode(codeKey, challenge, digits);
    const call = codeCall(locale, callKey, {
      purpose,
      shortName: settings.service.shortName,
      codeWord: settings.texts.codeWord,
      code,
      reference,
    });
    // One call a send: the same send asked for again is the same call.
    return {
      channel: "voice",
      to: authenticator.destination,
      call,
      callId: `${challenge.challengeId}.${challenge.lastSentAt}`,
    };
  },
  verify: ({ challenge, codeKey, code }) => ({
    right: isSameCode(outOfBandCode(codeKey, challenge, digits), code),
  }),
};
