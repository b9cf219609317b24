import { randomUUID } from "node:crypto";
import type { Instant } from "../../domain/duration.ts";
import type { Answered } from "../../ports/logins.ts";
import { authenticatorKey, loginKey, subjectKey, throttleKey } from "./keys.ts";
import type { Table } from "./table.ts";

/**
 * Completes a login by the challenge that was answered, in one transaction with everything that must hold for it:
 * the login is under way and asks just this challenge, the authenticator is in use, and the password has not been
 * changed since. A right answer also takes back what it was charged.
 *
 * @returns whether it was accepted; of many right answers at once, one is.
 */
export async function acceptSecondFactor(
  table: Table,
  { holder, challenge, epoch, proof, refunds }: Answered,
  now: Instant,
): Promise<boolean> {
  const failed = await table.transact(
    [
      {
        update: {
          key: loginKey(holder.loginId),
          update: "SET #state = :complete, secondFactor = :proof, generation = generation + :one",
          condition:
            "#state = :pending AND generation = :generation AND expiresAt > :now AND " +
            "attribute_exists(#password) AND challenge.challengeId = :challenge AND challenge.expiresAt > :now",
          names: { "#state": "state", "#password": "password" },
          values: {
            ":complete": "complete",
            ":proof": proof,
            ":one": 1,
            ":pending": "pending",
            ":generation": holder.generation,
            ":now": now,
            ":challenge": challenge.challengeId,
          },
        },
      },
      {
        update: {
          key: authenticatorKey(holder.sub, challenge.authenticatorId),
          update: "SET missesInARow = :zero",
          condition: "#status = :active",
          names: { "#status": "status" },
          values: { ":zero": 0, ":active": "active" },
        },
      },
      {
        check: {
          key: subjectKey(holder.sub),
          update: "",
          condition: "epoch = :epoch",
          values: { ":epoch": epoch },
        },
      },
      // A window that has closed since has nothing to take back, so the refund itself may not refuse.
      ...refunds.map((throttle) => ({
        update: {
          key: throttleKey(throttle.scope, throttle.key),
          update: "SET charges = charges - :one",
          condition: "attribute_exists(charges)",
          values: { ":one": 1 },
        },
      })),
    ],
    randomUUID(),
  );
  return failed === undefined;
}
