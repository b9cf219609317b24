import * as z from "zod/mini";
import type { Mailbox } from "./messages.ts";
import type { XmlFields } from "./query.ts";
import { listOf } from "./query.ts";
import { type Actions, parseInput, Refusal } from "./wire.ts";

/** The one configuration set that there is; mails that go through it are reported on. */
export const configurationSet = "nidan-mail";
export const reportTopicArn = "arn:aws:sns:ap-northeast-1:000000000000:nidan-mail-reports";

const OfIdentities = z.object({ Identities: listOf(z.string()) });
const OfConfigurationSet = z.object({
  ConfigurationSetName: z.string(),
  ConfigurationSetAttributeNames: z.optional(listOf(z.string())),
});

/** What SES tells of an account that is out of the sandbox, has all identities that are asked for, and may send. */
export const mailAccountActions = (mailbox: Mailbox) =>
  ({
    GetIdentityVerificationAttributes: (input) => {
      const { Identities } = parseInput(OfIdentities, input, "ValidationError");
      return { VerificationAttributes: new Map(Identities.map((name) => [name, { VerificationStatus: "Success" }])) };
    },
    GetIdentityDkimAttributes: (input) => {
      const { Identities } = parseInput(OfIdentities, input, "ValidationError");
      const signed = { DkimEnabled: true, DkimVerificationStatus: "Success" };
      return { DkimAttributes: new Map(Identities.map((name) => [name, signed])) };
    },
    GetSendQuota: () => ({
      Max24HourSend: 50_000,
      MaxSendRate: 14,
      SentLast24Hours: mailbox.list({ channel: "email" }).length,
    }),
    GetAccountSendingEnabled: () => ({ Enabled: true }),
    DescribeConfigurationSet: (input) => {
      const asked = parseInput(OfConfigurationSet, input, "ValidationError");
      ensureConfigurationSet(asked.ConfigurationSetName);
      const names = asked.ConfigurationSetAttributeNames ?? [];
      return {
        ConfigurationSet: { Name: configurationSet },
        ...(names.includes("eventDestinations") && { EventDestinations: [eventDestination] }),
        ...(names.includes("deliveryOptions") && { DeliveryOptions: { TlsPolicy: "Require" } }),
        ...(names.includes("reputationOptions") && {
          ReputationOptions: { SendingEnabled: true, ReputationMetricsEnabled: true },
        }),
      };
    },
  }) as const satisfies Actions<XmlFields>;

const eventDestination = {
  Name: "nidan-mail-reports",
  Enabled: true,
  MatchingEventTypes: ["bounce", "complaint", "delivery", "reject"],
  SNSDestination: { TopicARN: reportTopicArn },
} as const;

/** @throws Refusal as SES words it. */
export function ensureConfigurationSet(name: string): void {
  if (name === configurationSet) return;
  throw new Refusal("ConfigurationSetDoesNotExist", `Configuration set <${name}> does not exist.`);
}
