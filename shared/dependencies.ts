import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamodbActivities } from "./adapters/dynamodb/activities.ts";
import { dynamodbAdministration } from "./adapters/dynamodb/administration.ts";
import { dynamodbAuthenticators } from "./adapters/dynamodb/authenticators.ts";
import { dynamodbConversions } from "./adapters/dynamodb/conversions.ts";
import { dynamodbDirectory } from "./adapters/dynamodb/directory.ts";
import { dynamodbHabits } from "./adapters/dynamodb/habits.ts";
import { dynamodbLogins } from "./adapters/dynamodb/logins.ts";
import { dynamodbOutbox } from "./adapters/dynamodb/outbox.ts";
import { dynamodbPasswordWaits } from "./adapters/dynamodb/password-waits.ts";
import { dynamodbRecoveries } from "./adapters/dynamodb/recoveries.ts";
import { dynamodbSendingStates } from "./adapters/dynamodb/sending-states.ts";
import { dynamodbSessions } from "./adapters/dynamodb/sessions.ts";
import { Table } from "./adapters/dynamodb/table.ts";
import { dynamodbThrottles } from "./adapters/dynamodb/throttles.ts";
import { dynamodbTrustedBrowsers } from "./adapters/dynamodb/trusted-browsers.ts";
import { patience } from "./adapters/patience.ts";
import { argon2Passwords } from "./adapters/system/argon2-passwords.ts";
import { ownPasswordVerifier } from "./adapters/system/own-password-verifier.ts";
import { systemPause } from "./adapters/system/pause.ts";
import { memoryPolls } from "./adapters/system/polls.ts";
import { type Basics, createBasics, once } from "./basics.ts";
import type { Config } from "./config.ts";
import { SettingsError } from "./parse-settings.ts";
import type { Activities } from "./ports/activities.ts";
import type { Administration } from "./ports/administration.ts";
import type { Authenticators } from "./ports/authenticators.ts";
import type { Conversions } from "./ports/conversions.ts";
import type { Directory } from "./ports/directory.ts";
import type { EmailSender } from "./ports/email.ts";
import type { EventBus } from "./ports/event-bus.ts";
import type { EventQueue } from "./ports/event-queue.ts";
import type { HabitStore } from "./ports/habits.ts";
import type { Logins } from "./ports/logins.ts";
import type { Outbox } from "./ports/outbox.ts";
import type { PasswordVerifier } from "./ports/password-verifier.ts";
import type { Passwords } from "./ports/passwords.ts";
import type { Pause } from "./ports/pause.ts";
import type { Polls } from "./ports/polls.ts";
import type { PushSender } from "./ports/push.ts";
import type { Recoveries } from "./ports/recoveries.ts";
import type { RiskAdviser } from "./ports/risk-adviser.ts";
import type { SendingStates } from "./ports/sending-states.ts";
import type { Sessions } from "./ports/sessions.ts";
import type { SmsSender } from "./ports/sms.ts";
import type { PasswordWaits, Throttles } from "./ports/throttles.ts";
import type { TrustedBrowsers } from "./ports/trusted-browsers.ts";
import type { VoiceCaller } from "./ports/voice.ts";

/** Everything a use case can ask for. Each names what it needs; tests and Lambdas give the same object. */
export interface Dependencies extends Basics {
  readonly administration: Administration;
  readonly directory: Directory;
  readonly logins: Logins;
  readonly outbox: Outbox;
  readonly throttles: Throttles;
  readonly passwordWaits: PasswordWaits;
  readonly passwords: Passwords;
  readonly passwordVerifier: PasswordVerifier;
  readonly polls: Polls;
  readonly sessions: Sessions;
  readonly recoveries: Recoveries;
  readonly trustedBrowsers: TrustedBrowsers;
  readonly authenticators: Authenticators;
  readonly activities: Activities;
  readonly sendingStates: SendingStates;
  readonly conversions: Conversions;
  readonly habits: HabitStore;
  readonly riskAdviser: RiskAdviser;
  readonly pause: Pause;
  readonly sms: SmsSender;
  readonly voice: VoiceCaller;
  readonly email: EmailSender;
  readonly push: PushSender;
  readonly eventQueue: EventQueue;
  readonly eventBus: EventBus;
}

/**
 * Where ports meet adapters: here, and for what needs no table in `basics.ts`. Clients that few functions need are
 * loaded when they are first used.
 */
export function createDependencies(config: Config): Dependencies {
  const basics = createBasics(config);
  const table = new Table(new DynamoDBClient(patience(2000, 3)), config.resources.tableName);
  const sms = once(async () => (await import("./adapters/sns/sms.ts")).snsSmsSender(config.settings.sms));
  const voice = once(async () =>
    (await import("./adapters/connect/voice.ts")).connectVoiceCaller(voiceSettings(config)),
  );
  const email = once(async () => (await import("./adapters/ses/email.ts")).sesEmailSender(emailSettings(config)));
  const push = once(async () =>
    (await import("./adapters/sns/push.ts")).snsPushSender(config.resources.pushApplications ?? {}),
  );
  const { adviser: adviserArn } = config.settings.risk;
  const adviser = once(async () =>
    adviserArn === undefined
      ? undefined
      : (await import("./adapters/lambda/risk-adviser.ts")).lambdaRiskAdviser(adviserArn),
  );
  const eventQueue = once(async () =>
    (await import("./adapters/sqs/event-queue.ts")).sqsEventQueue(named(config, "eventQueueUrl", "EVENT_QUEUE_URL")),
  );
  const eventBus = once(async () =>
    (await import("./adapters/eventbridge/event-bus.ts")).eventBridgeBus(
      named(config, "eventBusName", "EVENT_BUS_NAME"),
    ),
  );
  const passwords = argon2Passwords(basics.roots.vault, config.settings.password.leastMilliseconds);
  const { verifier } = config.settings.password;
  const passwordVerifier = once(async () =>
    verifier === undefined
      ? ownPasswordVerifier(passwords)
      : (await import("./adapters/lambda/password-verifier.ts")).lambdaPasswordVerifier(verifier.functionArn),
  );
  return {
    ...basics,
    administration: dynamodbAdministration(table),
    directory: dynamodbDirectory(table),
    logins: dynamodbLogins(table),
    outbox: dynamodbOutbox(table),
    throttles: dynamodbThrottles(table),
    passwordWaits: dynamodbPasswordWaits(table),
    authenticators: dynamodbAuthenticators(table),
    activities: dynamodbActivities(table),
    sessions: dynamodbSessions(table),
    recoveries: dynamodbRecoveries(table),
    trustedBrowsers: dynamodbTrustedBrowsers(table),
    conversions: dynamodbConversions(table),
    habits: dynamodbHabits(table),
    riskAdviser: { ask: async (question) => (await adviser())?.ask(question) },
    sendingStates: dynamodbSendingStates(table),
    polls: memoryPolls(),
    pause: systemPause,
    passwords,
    passwordVerifier: { verify: async (typed) => (await passwordVerifier()).verify(typed) },
    sms: { send: async (to, text) => (await sms()).send(to, text) },
    voice: { call: async (to, call, callId) => (await voice()).call(to, call, callId) },
    email: { send: async (to, mail, tags) => (await email()).send(to, mail, tags) },
    push: {
      register: async (platform, token) => (await push()).register(platform, token),
      send: async (to, message) => (await push()).send(to, message),
    },
    eventQueue: { add: async (events) => (await eventQueue()).add(events) },
    eventBus: { publish: async (events) => (await eventBus()).publish(events) },
  };
}

/** What a function cannot do without that fills it. */
function named({ resources }: Config, resource: "eventQueueUrl" | "eventBusName", variable: string): string {
  const name = resources[resource];
  if (name === undefined) throw new SettingsError([`${variable}: must be set for a function that tells of events`]);
  return name;
}

function voiceSettings({ settings, resources }: Config) {
  const { number } = settings.voice;
  if (number === undefined) throw new SettingsError(["voice.number: must be set before a call can be made"]);
  const { connectInstanceId: instanceId, connectFlowId: flowId } = resources;
  if (instanceId === undefined || flowId === undefined) {
    throw new SettingsError(["CONNECT_INSTANCE_ID, CONNECT_FLOW_ID: must be set for a function that calls"]);
  }
  return { instanceId, flowId, number };
}

function emailSettings({ settings, resources }: Config) {
  const { from } = settings.email;
  if (from === undefined) throw new SettingsError(["email.from: must be set before a mail can be sent"]);
  return { from, senderName: settings.service.shortName, configurationSet: resources.emailConfigurationSet };
}
