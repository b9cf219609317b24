import type { Settings } from "../../shared/settings.ts";
import { callCenter } from "./receiver/call-center.ts";
import { configurationSet } from "./receiver/mail-account.ts";
import { pushApplications } from "./receiver/push-endpoints.ts";

export const tableName = "nidan";
/** As a deployment of the name `nidan` has it. */
export const eventBusName = "nidan-events";

const signingKeyIds = { ES256: "signing-es256", RS256: "signing-rs256" } as const;

/** What a deployed function finds in its environment, and where the SDK's clients find their services here. */
export const environmentOf = (settings: Settings, origin: string, receiver: string) => ({
  AWS_REGION: "ap-northeast-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL_CONNECT: `${receiver}/connect`,
  AWS_ENDPOINT_URL_DYNAMODB: `${receiver}/dynamodb`,
  AWS_ENDPOINT_URL_EVENTBRIDGE: `${receiver}/events`,
  AWS_ENDPOINT_URL_KMS: `${receiver}/kms`,
  AWS_ENDPOINT_URL_LAMBDA: `${receiver}/lambda`,
  AWS_ENDPOINT_URL_SES: `${receiver}/ses`,
  AWS_ENDPOINT_URL_SNS: `${receiver}/sns`,
  AWS_ENDPOINT_URL_SQS: `${receiver}/sqs`,
  NIDAN_SETTINGS: JSON.stringify(settings),
  NIDAN_ORIGIN: origin,
  TABLE_NAME: tableName,
  CHALLENGE_KEY_IDS: "challenge",
  VAULT_KEY_IDS: "vault",
  REVEAL_KEY_IDS: "reveal",
  EMAIL_CONFIGURATION_SET: configurationSet,
  CONNECT_INSTANCE_ID: callCenter.instanceId,
  CONNECT_FLOW_ID: callCenter.flowId,
  EVENT_QUEUE_URL: "https://sqs.ap-northeast-1.amazonaws.com/000000000000/nidan-events",
  EVENT_BUS_NAME: eventBusName,
  PUSH_FCM_ARN: pushApplications.fcm,
  PUSH_APNS_ARN: pushApplications.apns,
  SIGNING_KEY_IDS: signingKeyIds[settings.result.algorithm],
});

/** What would lead the SDK past the local services: a developer's own profile, session or settings. */
const hidden = ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] as const;

/** Sets the variables in this process. @returns what gives the old ones back. */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const names = [...Object.keys(variables), ...hidden];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of hidden) delete process.env[name];
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
