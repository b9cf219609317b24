import { PublishCommand, SNSClient, SNSServiceException } from "@aws-sdk/client-sns";
import type { Handed, SmsSender } from "../../ports/sms.ts";
import type { Settings } from "../../settings.ts";

/** SNS's refusals, by the names of its errors, as the ports word them. */
const refusals = {
  OptedOut: "opted_out",
  OptedOutException: "opted_out",
  InvalidParameter: "invalid_number",
  InvalidParameterException: "invalid_number",
  InvalidParameterValue: "invalid_number",
  Throttled: "throttled",
  ThrottledException: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  LimitExceededException: "spend_limit",
} as const satisfies Record<string, Exclude<Handed, { sent: true }>["why"]>;

const isKnown = (name: string): name is keyof typeof refusals => name in refusals;

/** Sends by SNS. Two tries, 5 s each at most: the caller waits for the answer. */
export function snsSmsSender(settings: Settings["sms"]): SmsSender {
  const client = new SNSClient({ maxAttempts: 2, requestHandler: { requestTimeout: 4000, connectionTimeout: 1000 } });
  return {
    async send(to, text) {
      try {
        await client.send(
          new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes(settings) }),
        );
        return { sent: true };
      } catch (error) {
        const isRefusal = error instanceof SNSServiceException && isKnown(error.name);
        return { sent: false, why: isRefusal && isKnown(error.name) ? refusals[error.name] : "unavailable" };
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
