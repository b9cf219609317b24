import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamodbDirectory } from "./adapters/dynamodb/directory.ts";
import { dynamodbLogins } from "./adapters/dynamodb/logins.ts";
import { dynamodbOutbox } from "./adapters/dynamodb/outbox.ts";
import { Table } from "./adapters/dynamodb/table.ts";
import { dynamodbPasswordWaits, dynamodbThrottles } from "./adapters/dynamodb/throttles.ts";
import { kmsKeyRing } from "./adapters/kms/roots.ts";
import { kmsSigner } from "./adapters/kms/signer.ts";
import { patience } from "./adapters/patience.ts";
import { argon2Passwords } from "./adapters/system/argon2-passwords.ts";
import { systemClock, systemRandom } from "./adapters/system/system.ts";
import type { Config } from "./config.ts";
import { jsonLog, type Log } from "./observability/log.ts";
import type { Clock } from "./ports/clock.ts";
import type { Directory } from "./ports/directory.ts";
import type { Logins } from "./ports/logins.ts";
import type { Outbox } from "./ports/outbox.ts";
import type { Passwords } from "./ports/passwords.ts";
import type { Random } from "./ports/random.ts";
import type { Roots } from "./ports/roots.ts";
import type { Signer } from "./ports/signer.ts";
import type { SmsSender } from "./ports/sms.ts";
import type { PasswordWaits, Throttles } from "./ports/throttles.ts";

/** Everything a use case can ask for. Each names what it needs; tests and Lambdas give the same object. */
export interface Dependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly roots: Roots;
  readonly directory: Directory;
  readonly logins: Logins;
  readonly outbox: Outbox;
  readonly throttles: Throttles;
  readonly passwordWaits: PasswordWaits;
  readonly passwords: Passwords;
  readonly signer: Signer;
  readonly sms: SmsSender;
}

/** The only place where ports meet adapters. Clients that few functions need are loaded when they are first used. */
export function createDependencies(config: Config): Dependencies {
  const table = new Table(new DynamoDBClient(patience(2000, 3)), config.resources.tableName);
  const kms = once(async () => new (await import("@aws-sdk/client-kms")).KMSClient(patience(2000, 3)));
  const sms = once(async () => (await import("./adapters/sns/sms.ts")).snsSmsSender(config.settings.sms));
  const { challengeKeyIds, vaultKeyIds, signingKeyIds } = config.resources;
  const vault = kmsKeyRing(kms, vaultKeyIds);
  return {
    config,
    clock: systemClock,
    random: systemRandom,
    log: jsonLog(systemClock, (line) => process.stdout.write(line)),
    roots: { challenge: kmsKeyRing(kms, challengeKeyIds), vault },
    directory: dynamodbDirectory(table),
    logins: dynamodbLogins(table),
    outbox: dynamodbOutbox(table),
    throttles: dynamodbThrottles(table),
    passwordWaits: dynamodbPasswordWaits(table),
    passwords: argon2Passwords(vault),
    signer: kmsSigner(kms, signingKeyIds, config.settings.result.algorithm),
    sms: { send: async (to, text) => (await sms()).send(to, text) },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
