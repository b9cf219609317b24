import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { authenticatorKey } from "../../shared/adapters/dynamodb/keys.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { minutes } from "../../shared/domain/duration.ts";
import { accountOf, activityFor, challengeOf, now, phoneOf } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { id } from "./begun.ts";

/** One that waits for its proof. */
export const pendingOf = (changes: Partial<NonNullable<Authenticator["proof"]>> = {}): Authenticator =>
  phoneOf({
    authenticatorId: id(),
    status: "pending",
    proof: {
      expiresAt: now + minutes(15),
      attemptsLeft: 5,
      challenge: challengeOf({ challengeId: id() }),
      sends: 1,
      ...changes,
    },
  });

/** An account in the table with a number, and these beside it. */
export async function beginAccount(use: () => Store, ...others: readonly Authenticator[]) {
  const sub = id();
  const account = accountOf([phoneOf(), ...others]);
  const subject = { ...account.subject, sub };
  await dynamodbDirectory(use().table).create(
    { ...account, subject },
    { identifierKey: id(32), sub, passwordHash: "", epoch: 0 },
    activityFor(sub, "0", "account_made"),
  );
  return {
    sub,
    subject,
    basis: { sub, epoch: 0, version: 0 },
    read: () => dynamodbDirectory(use().table).findAccount(sub),
    ids: async () =>
      (await dynamodbDirectory(use().table).findAccount(sub))?.authenticators.map((one) => one.authenticatorId),
    item: (authenticatorId: string) => use().table.get(authenticatorKey(sub, authenticatorId)),
  };
}
