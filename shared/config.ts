import type { PushPlatform } from "./contract/schemas.ts";
import { parseSettings, SettingsError } from "./parse-settings.ts";
import type { Settings } from "./settings.ts";

/** Names of the deployed parts, set by CDK as environment variables of each function. */
interface Resources {
  readonly tableName: string;
  /** KMS keys, the current one first; the others still check what they made. */
  readonly challengeKeyIds: readonly string[];
  readonly vaultKeyIds: readonly string[];
  readonly revealKeyIds: readonly string[];
  readonly signingKeyIds: readonly string[];
  /** SES configuration set that mails go through; of functions that send mail. */
  readonly emailConfigurationSet?: string | undefined;
  /** Connect instance and its flow that calls run; of functions that call. */
  readonly connectInstanceId?: string | undefined;
  readonly connectFlowId?: string | undefined;
  /** Queue of events that wait for the bus; of the function that fills it. */
  readonly eventQueueUrl?: string | undefined;
  /** Bus that other systems listen on; of the function that puts events on it. */
  readonly eventBusName?: string | undefined;
  /** SNS's platform applications that apps register at; of functions that push or register. */
  readonly pushApplications?: { readonly [P in PushPlatform]?: string | undefined };
}

export interface Config {
  readonly settings: Settings;
  /** `https://login.example.jp`: issuer of results, and host of every link. */
  readonly origin: string;
  readonly resources: Resources;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration of a function, from its environment. Only this file reads it.
 *
 * | variable | holds |
 * |---|---|
 * | `NIDAN_SETTINGS` | the operator's settings, JSON |
 * | `NIDAN_ORIGIN` | `https://` and the host |
 * | `TABLE_NAME` | the table |
 * | `CHALLENGE_KEY_IDS`, `VAULT_KEY_IDS`, `REVEAL_KEY_IDS`, `SIGNING_KEY_IDS` | KMS key ids or ARNs, comma-separated, current first |
 * | `EMAIL_CONFIGURATION_SET` | SES configuration set of mails; only where a function sends them |
 * | `CONNECT_INSTANCE_ID`, `CONNECT_FLOW_ID` | Connect instance and flow of calls; only where a function makes them |
 * | `EVENT_QUEUE_URL`, `EVENT_BUS_NAME` | queue and bus of events; only where a function fills them |
 * | `PUSH_FCM_ARN`, `PUSH_APNS_ARN` | SNS platform applications of apps; only where a function pushes or registers |
 *
 * @throws SettingsError naming the variable or setting that is wrong.
 */
export function readConfig(environment: Environment = process.env): Config {
  return {
    settings: parseSettings(parseJson(environment.NIDAN_SETTINGS ?? "{}"), "NIDAN_SETTINGS"),
    origin: required(environment, "NIDAN_ORIGIN"),
    resources: {
      tableName: required(environment, "TABLE_NAME"),
      challengeKeyIds: list(environment, "CHALLENGE_KEY_IDS"),
      vaultKeyIds: list(environment, "VAULT_KEY_IDS"),
      revealKeyIds: list(environment, "REVEAL_KEY_IDS"),
      signingKeyIds: list(environment, "SIGNING_KEY_IDS"),
      emailConfigurationSet: environment.EMAIL_CONFIGURATION_SET,
      connectInstanceId: environment.CONNECT_INSTANCE_ID,
      connectFlowId: environment.CONNECT_FLOW_ID,
      eventQueueUrl: environment.EVENT_QUEUE_URL,
      eventBusName: environment.EVENT_BUS_NAME,
      pushApplications: { fcm: environment.PUSH_FCM_ARN, apns: environment.PUSH_APNS_ARN },
    },
  };
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new SettingsError([`${name}: must be set for this function`]);
  return value;
}

/** Empty for a function that may not use the keys. */
const list = (environment: Environment, name: string): string[] =>
  (environment[name] ?? "").split(",").filter((id) => id !== "");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SettingsError(["NIDAN_SETTINGS: must be JSON"]);
  }
}
