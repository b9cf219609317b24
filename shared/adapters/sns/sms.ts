import { PublishCommand, SNSClient, SNSServiceException } from "@aws-sdk/client-sns";
import type { Refusal } from "../../ports/handed.ts";
import type { SmsSender } from "../../ports/sms.ts";
import type { Settings } from "../../settings.ts";
import { patience } from "../patience.ts";
import { isSilence } from "../silence.ts";

/** SNS's refusals, by the names of its errors, as the ports word them. */
const refusals = {
  OptedOutException: "opted_out",
  InvalidParameterException: "invalid_destination",
  InvalidParameterValueException: "invalid_destination",
  ThrottledException: "throttled",
  // Not in SNS's own model: the word of AWS End User Messaging, which carries its SMS.
  ServiceQuotaExceededException: "spend_limit",
} as const satisfies Record<string, Refusal>;

const isKnown = (name: string): name is keyof typeof refusals => name in refusals;

/** Sends by SNS. The caller waits for the answer, so not for long. */
export function snsSmsSender(settings: Settings["sms"]): SmsSender {
  const client = new SNSClient(patience(3000, 2));
  return {
    async send(to, text) {
      try {
        await client.send(
          new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes(settings) }),
        );
        return { sent: true };
      } catch (error) {
        if (isSilence(error)) return { sent: false, why: "no_answer" };
        const name = error instanceof SNSServiceException ? error.name : "";
        return { sent: false, why: isKnown(name) ? refusals[name] : "unavailable" };
      }
    },
  };
}

function attributes({ senderId, originationNumber, maxPriceUsd }: Settings["sms"]) {
  const text = (value: string) => ({ DataType: "String", StringValue: value });
  return {
    "AWS.SNS.SMS.SMSType": text("Transactional"),
    "AWS.SNS.SMS.MaxPrice": { DataType: "Number", StringValue: maxPriceUsd },
    ...(senderId === undefined ? {} : { "AWS.SNS.SMS.SenderID": text(senderId) }),
    ...(originationNumber === undefined ? {} : { "AWS.MM.SMS.OriginationNumber": text(originationNumber) }),
  };
}
