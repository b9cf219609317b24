import {
  CreatePlatformEndpointCommand,
  type MessageAttributeValue,
  PublishCommand,
  SetEndpointAttributesCommand,
  SNSClient,
  SNSServiceException,
} from "@aws-sdk/client-sns";
import type { PushPlatform } from "../../contract/schemas.ts";
import type { Push } from "../../domain/push.ts";
import type { Refusal } from "../../ports/handed.ts";
import type { PushSender } from "../../ports/push.ts";
import { patience } from "../patience.ts";
import { isSilence } from "../silence.ts";

/** SNS's refusals, by the names of its errors, as the ports word them. */
const refusals = {
  // The platform said that the app is gone, or gave it another token.
  EndpointDisabledException: "invalid_destination",
  NotFoundException: "invalid_destination",
  InvalidParameterException: "invalid_destination",
  InvalidParameterValueException: "invalid_destination",
  ThrottledException: "throttled",
  // The operator's own credentials at the platform are no good any more.
  PlatformApplicationDisabledException: "unavailable",
} as const satisfies Record<string, Refusal>;

const isKnown = (name: string): name is keyof typeof refusals => name in refusals;

/** ARNs of SNS's platform applications, where the operator has them. */
export type PushApplications = { readonly [P in PushPlatform]?: string | undefined };

/** Pushes by SNS. The caller waits for the answer, so not for long. */
export function snsPushSender(applications: PushApplications): PushSender {
  const client = new SNSClient(patience(3000, 2));
  return {
    async register(platform, token) {
      const application = applications[platform];
      if (application === undefined) return { refused: "not_offered" };
      try {
        const { EndpointArn: endpoint = "" } = await client.send(
          new CreatePlatformEndpointCommand({ PlatformApplicationArn: application, Token: token }),
        );
        // One that was dead is given back as it stands.
        await client.send(
          new SetEndpointAttributesCommand({ EndpointArn: endpoint, Attributes: { Enabled: "true", Token: token } }),
        );
        return { endpoint };
      } catch (error) {
        const isToken = !isSilence(error) && nameOf(error).startsWith("InvalidParameter");
        return { refused: isToken ? "invalid_token" : "unavailable" };
      }
    },

    async send({ platform, endpoint }, push) {
      try {
        await client.send(
          new PublishCommand({
            TargetArn: endpoint,
            MessageStructure: "json",
            Message: JSON.stringify({ default: push.body, ...payloads[platform](push) }),
            MessageAttributes: lifetimeOf(platform, push),
          }),
        );
        return { sent: true };
      } catch (error) {
        if (isSilence(error)) return { sent: false, why: "no_answer" };
        const name = nameOf(error);
        return { sent: false, why: isKnown(name) ? refusals[name] : "unavailable" };
      }
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof SNSServiceException ? error.name : "");

/** Each platform's own form, as text in the message (SNS developer guide, platform-specific payloads). */
const payloads = {
  fcm: ({ title, body }: Push) => ({
    GCM: JSON.stringify({
      fcmV1Message: { message: { notification: { title, body }, android: { priority: "high" } } },
    }),
  }),
  apns: ({ title, body }: Push) => {
    const alert = JSON.stringify({ aps: { alert: { title, body }, sound: "default" } });
    return { APNS: alert, APNS_SANDBOX: alert };
  },
} as const satisfies { readonly [P in PushPlatform]: (push: Push) => Readonly<Record<string, string>> };

function lifetimeOf(platform: PushPlatform, { lifetimeSeconds }: Push): Record<string, MessageAttributeValue> {
  const text = (value: string) => ({ DataType: "String", StringValue: value });
  const lifetime = text(String(lifetimeSeconds));
  if (platform === "fcm") return { "AWS.SNS.MOBILE.FCM.TTL": lifetime };
  return {
    "AWS.SNS.MOBILE.APNS.TTL": lifetime,
    "AWS.SNS.MOBILE.APNS_SANDBOX.TTL": lifetime,
    "AWS.SNS.MOBILE.APNS.PUSH_TYPE": text("alert"),
    "AWS.SNS.MOBILE.APNS.PRIORITY": text("10"),
  };
}
