import type { Stack } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { unsettledIndex } from "../../shared/adapters/dynamodb/keys.ts";
import type { Grant } from "../grants.ts";
import type { EventParts } from "./events.ts";
import { allow } from "./function.ts";
import { type KeyArns, keyStatements } from "./keys.ts";
import type { Plan } from "./plan.ts";
import { endpointsOf, type PushArns } from "./push.ts";
import type { Voice } from "./voice.ts";

export interface Parts {
  readonly table: TableV2;
  readonly keys: KeyArns;
  /** SES configuration set of mails; none where the operator has no address to send from. */
  readonly emailConfigurationSet: string | undefined;
  readonly voice: Voice | undefined;
  readonly push: PushArns;
  readonly events: EventParts;
  /** `https://` and the host. */
  readonly origin: string;
}

/** What `shared/config.ts` reads; of keys and senders only those that the function may use. */
export function environmentOf(grant: Grant, plan: Plan, parts: Parts): Readonly<Record<string, string>> {
  const { table, keys, emailConfigurationSet, voice, push, events, origin } = parts;
  return {
    NIDAN_SETTINGS: plan.givenSettings,
    NIDAN_ORIGIN: origin,
    TABLE_NAME: table.tableName,
    ...(grant.roots.includes("challenge") ? { CHALLENGE_KEY_IDS: keys.challenge.join(",") } : {}),
    ...(grant.roots.includes("vault") ? { VAULT_KEY_IDS: keys.vault.join(",") } : {}),
    ...(grant.roots.includes("reveal") ? { REVEAL_KEY_IDS: keys.reveal.join(",") } : {}),
    ...(grant.signing.length > 0 ? { SIGNING_KEY_IDS: keys.signing.join(",") } : {}),
    ...(grant.email && emailConfigurationSet !== undefined ? { EMAIL_CONFIGURATION_SET: emailConfigurationSet } : {}),
    ...(grant.voice && voice !== undefined
      ? { CONNECT_INSTANCE_ID: voice.instanceId, CONNECT_FLOW_ID: voice.flowId }
      : {}),
    ...(grant.events.includes("SendMessage") ? { EVENT_QUEUE_URL: events.queue.queueUrl } : {}),
    ...(grant.events.includes("PutEvents") ? { EVENT_BUS_NAME: events.bus.eventBusName } : {}),
    ...(grant.push.length > 0 && push.fcm !== undefined ? { PUSH_FCM_ARN: push.fcm } : {}),
    ...(grant.push.length > 0 && push.apns !== undefined ? { PUSH_APNS_ARN: push.apns } : {}),
  };
}

/** A grant in IAM's words. */
export const rightsOf = (grant: Grant, stack: Stack, plan: Plan, parts: Parts): PolicyStatement[] => [
  ...tableStatements(grant, parts),
  ...keyStatements(grant, parts.keys, plan),
  ...smsStatements(grant, stack),
  ...emailStatements(grant, stack, plan, parts),
  ...voiceStatements(grant, parts),
  ...pushStatements(grant, parts),
  ...adviceStatements(grant, plan),
  ...verifierStatements(grant, plan),
  ...eventStatements(grant, parts),
];

function tableStatements(grant: Grant, { table }: Parts): PolicyStatement[] {
  if (grant.table.length === 0) return [];
  return [
    allow(
      grant.table.map((call) => `dynamodb:${call}`),
      table.tableArn,
    ),
    ...(grant.unsettled ? [allow(["dynamodb:Query"], `${table.tableArn}/index/${unsettledIndex.name}`)] : []),
  ];
}

function eventStatements(grant: Grant, { events }: Parts): PolicyStatement[] {
  return [
    ...(grant.events.includes("SendMessage") ? [allow(["sqs:SendMessage"], events.queue.queueArn)] : []),
    ...(grant.events.includes("PutEvents") ? [allow(["events:PutEvents"], events.bus.eventBusArn)] : []),
  ];
}

/** The operator's own adviser, and no other function. */
function adviceStatements(grant: Grant, { settings }: Plan): PolicyStatement[] {
  const { adviser } = settings.risk;
  return grant.advice && adviser !== undefined ? [allow(["lambda:InvokeFunction"], adviser)] : [];
}

/** The operator's own directory of passwords, by whoever proves one. */
function verifierStatements(grant: Grant, { settings }: Plan): PolicyStatement[] {
  const { verifier } = settings.password;
  return grant.verifiesPasswords && verifier !== undefined
    ? [allow(["lambda:InvokeFunction"], verifier.functionArn)]
    : [];
}

/** A phone number is no resource with an ARN: everything but the topics is what IAM can say. */
function smsStatements(grant: Grant, stack: Stack): PolicyStatement[] {
  if (!grant.sms) return [];
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ["sns:Publish"],
      notResources: [stack.formatArn({ service: "sns", region: "*", account: "*", resource: "*" })],
    }),
  ];
}

/** From the operator's address alone, and through the configuration set alone. */
function emailStatements(
  grant: Grant,
  stack: Stack,
  { settings }: Plan,
  { emailConfigurationSet }: Parts,
): PolicyStatement[] {
  const { from } = settings.email;
  if (!grant.email || from === undefined || emailConfigurationSet === undefined) return [];
  const arnOf = (resource: string, resourceName: string) => stack.formatArn({ service: "ses", resource, resourceName });
  const identities = [from, from.slice(from.lastIndexOf("@") + 1)].map((name) => arnOf("identity", name));
  return [
    allow(["ses:SendEmail"], [...identities, arnOf("configuration-set", emailConfigurationSet)], {
      "ses:FromAddress": from,
    }),
  ];
}

/** The contacts that calls become: none has its id yet when Connect asks IAM. */
export const contactsOf = ({ instanceArn }: Voice): string => `${instanceArn}/contact/*`;

function voiceStatements(grant: Grant, { voice }: Parts): PolicyStatement[] {
  if (!grant.voice || voice === undefined) return [];
  return [allow(["connect:StartOutboundVoiceContact"], [contactsOf(voice), voice.flowArn])];
}

/** An app is registered at its application, and changed and pushed to at its endpoint. */
function pushStatements(grant: Grant, { push }: Parts): PolicyStatement[] {
  const applications = Object.values(push);
  if (applications.length === 0) return [];
  const onApplication = grant.push.filter((call) => call === "CreatePlatformEndpoint");
  const onEndpoint = grant.push.filter((call) => call !== "CreatePlatformEndpoint");
  const statement = (calls: Grant["push"], resources: readonly string[]) =>
    calls.length === 0
      ? []
      : [
          allow(
            calls.map((call) => `sns:${call}`),
            resources,
          ),
        ];
  return [...statement(onApplication, applications), ...statement(onEndpoint, applications.map(endpointsOf))];
}
