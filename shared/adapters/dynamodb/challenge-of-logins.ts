import { randomUUID } from "node:crypto";
import type { Logins } from "../../ports/logins.ts";
import { loginKey } from "./keys.ts";
import { names, outcome, underWay, underWayValues } from "./login-writes.ts";
import type { Change, Table } from "./table.ts";

/** What becomes of a challenge: its delivery, the attempts it is charged, and who scanned it. */
export const challengeOfLogins = (
  table: Table,
): Pick<
  Logins,
  "recordUnsent" | "recordDelivery" | "countNothing" | "chargeAttempt" | "chargeDecision" | "markScanned"
> => ({
  async recordUnsent(loginId, challenge, delivery) {
    await table.update({
      key: loginKey(loginId),
      update: "SET challenge.delivery = :delivery, sends = sends - :one",
      condition: "challenge.challengeId = :challenge AND challenge.lastSentAt = :sent",
      values: { ":delivery": delivery, ":one": 1, ":challenge": challenge.challengeId, ":sent": challenge.lastSentAt },
    });
  },

  async recordDelivery(loginId, challengeId, delivery) {
    const written = await table.update({
      key: loginKey(loginId),
      update: "SET challenge.delivery = :delivery",
      condition: "challenge.challengeId = :challenge AND #state = :pending",
      names,
      values: { ":delivery": delivery, ":challenge": challengeId, ":pending": "pending" },
    });
    return written.done;
  },

  async countNothing(loginId) {
    // An item that strangers share with nobody: none of theirs may keep an owner's write waiting.
    const check: Change = { key: loginKey(loginId), update: "", condition: "attribute_exists(PK)" };
    await table.transact([{ check }], randomUUID());
  },

  chargeAttempt: async (holder, now) =>
    outcome(
      await table.update({
        key: loginKey(holder.loginId),
        update: "SET attemptsLeft = attemptsLeft - :one",
        condition: `${underWay} AND attemptsLeft > :zero AND challenge.expiresAt > :now AND attribute_not_exists(secondFactor)`,
        names,
        values: { ...underWayValues(holder.generation, now), ":one": 1, ":zero": 0 },
      }),
    ),

  chargeDecision: async ({ loginId, ...by }, now) =>
    outcome(
      await table.update({
        key: loginKey(loginId),
        update: "SET attemptsLeft = attemptsLeft - :one",
        condition:
          "#state = :pending AND expiresAt > :now AND attemptsLeft > :zero AND attribute_not_exists(decision) AND " +
          `challenge.expiresAt > :now AND attribute_exists(challenge.approval) AND ${"link" in by ? "challenge.#link.#number = :link" : "#sub = :sub"}`,
        names: { ...names, ...("link" in by ? { "#link": "link", "#number": "number" } : { "#sub": "sub" }) },
        values: {
          ":one": 1,
          ":zero": 0,
          ":pending": "pending",
          ":now": now,
          ...("link" in by ? { ":link": by.link } : { ":sub": by.sub }),
        },
      }),
    ),

  async markScanned({ loginId }, { challengeId }, sessionId, now) {
    const marked = await table.update({
      key: loginKey(loginId),
      update: "SET challenge.scannedBy = :session",
      condition:
        "#state = :pending AND expiresAt > :now AND attribute_not_exists(decision) AND " +
        "challenge.challengeId = :challenge AND challenge.expiresAt > :now",
      names,
      values: { ":session": sessionId, ":pending": "pending", ":now": now, ":challenge": challengeId },
    });
    return marked.done;
  },
});
