import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { environmentOf, setEnvironment } from "../../infra/local/environment.ts";
import { listen } from "../../infra/local/http.ts";
import { startServices } from "../../infra/local/services.ts";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { dynamodbPasswordWaits } from "../../shared/adapters/dynamodb/password-waits.ts";
import { Table } from "../../shared/adapters/dynamodb/table.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { ownPasswordVerifier } from "../../shared/adapters/system/own-password-verifier.ts";
import { readConfig } from "../../shared/config.ts";
import { createDependencies, type Dependencies } from "../../shared/dependencies.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { Passwords } from "../../shared/ports/passwords.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { newestCodeIn } from "../support/newest.ts";
import { accountOf, activityFor, phoneOf } from "../support/samples.ts";
import { freshPhone } from "../support/service.ts";

/** Limits small enough that a walk of some steps meets every one of them. */
export const limits = {
  perLogin: 3,
  perSubjectHour: 5,
  inARow: 4,
  sendsPerLogin: 4,
  gapSeconds: 10,
  codeSeconds: 60,
  loginMinutes: 5,
} as const;

const settings: SettingsInput = {
  login: { lifetimeMinutes: limits.loginMinutes },
  codes: { lifetimeSeconds: limits.codeSeconds },
  attempts: { perLogin: limits.perLogin, perSubjectHour: limits.perSubjectHour },
  password: { freeAttempts: 20 },
  sends: {
    gapsSeconds: [limits.gapSeconds],
    perLogin: limits.sendsPerLogin,
    perDestinationTenMinutes: 20,
    smsPerDestinationDay: 50,
    perPrefixTenMinutes: 1000,
  },
  sources: { startsPerMinute: 10_000, sendsPerTenMinutes: 10_000, failuresPerHour: 100_000 },
};

export const rightPassword = "correct-horse-battery";

/** Real hashing is tried elsewhere and slow on purpose; here it would be all that there is time for. */
const plainPasswords: Passwords = {
  hash: async (password) => `plain:${password}`,
  verify: async (password, stored) => stored === `plain:${password}`,
  keep: async ({ text }) => text,
  isCurrent: () => true,
};

/** One person with two numbers. */
export interface Person {
  readonly identifier: string;
  readonly sub: string;
  readonly phones: readonly { readonly number: string; readonly methodId: string }[];
}

/** The real use cases' surroundings: the store and the provider of SMS are real, the clock can be moved. */
export interface World {
  readonly dependencies: Dependencies;
  readonly table: Table;
  advance(milliseconds: number): void;
  makePerson(): Promise<Person>;
  /** The code of the newest SMS to the number, as its owner reads it. */
  newestCode(phone: string): string;
  /** The subject's budget of wrong second factors as it stands. */
  budget(sub: string): Promise<{ charges: number; closesAt: number } | undefined>;
  /** The same on a table whose calls somebody else puts in order. */
  over(table: Table): Dependencies;
  close(): Promise<void>;
}

const id = () => randomBytes(16).toString("base64url");

export async function startWorld(): Promise<World> {
  let now = Date.now();
  const clock = { now: () => now };
  const parts = new AsyncDisposableStack();
  const server = await listen(0, 1_000_000);
  parts.defer(server.close);
  const receiverEndpoint = `http://127.0.0.1:${server.port}`;
  parts.defer(setEnvironment(environmentOf(parseSettings(settings), "https://login.example.jp", receiverEndpoint)));
  const nowhere = { ...clock, advance: () => {}, reset: () => {}, close: () => {} };
  const { emulator, receiver } = await startServices(server, nowhere, undefined, parts);
  const client = new DynamoDBClient({ endpoint: emulator.endpoint });
  parts.defer(() => client.destroy());

  const config = readConfig();
  const table = new Table(client, config.resources.tableName);
  // Fewer than an operator may set, so that a walk comes to it.
  const attempts = { ...config.settings.attempts, inARow: limits.inARow };
  const basis = createDependencies({ ...config, settings: { ...config.settings, attempts } });
  const over = (one: Table): Dependencies => ({
    ...basis,
    clock,
    log: { write: () => {} },
    passwords: plainPasswords,
    passwordVerifier: ownPasswordVerifier(plainPasswords),
    // A walk is faster than any screen.
    polls: { note: () => undefined },
    directory: dynamodbDirectory(one),
    logins: dynamodbLogins(one),
    throttles: dynamodbThrottles(one),
    passwordWaits: dynamodbPasswordWaits(one),
    outbox: dynamodbOutbox(one),
  });
  const dependencies = over(table);
  return {
    dependencies,
    over,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    makePerson: async () => {
      receiver.mailbox.clear();
      const [sub, identifier] = [id(), `${id().toLowerCase()}@example.jp`];
      const authenticators = [0, 1].map((age) =>
        phoneOf({ authenticatorId: id(), destination: freshPhone(), createdAt: age }),
      );
      const { subject } = accountOf();
      const passwordHash = await plainPasswords.hash(rightPassword);
      const credential = { identifierKey: identifierKeyOf(identifier), sub, passwordHash, epoch: 0 };
      await dependencies.directory.create(
        { subject: { ...subject, sub, identifier }, authenticators },
        credential,
        activityFor(sub),
      );
      const phones = authenticators.map(({ authenticatorId, destination }) => ({
        number: destination,
        methodId: `sms_code.${authenticatorId}`,
      }));
      return { identifier, sub, phones };
    },
    newestCode: (phone) => newestCodeIn(receiver.mailbox.list({ to: phone })) ?? "none",
    budget: async (sub) => {
      const item = await table.get(throttleKey("subject_failures", sub));
      return item && { charges: Number(item.charges), closesAt: Number(item.closesAt) };
    },
    table,
    close: () => parts.disposeAsync(),
  };
}
