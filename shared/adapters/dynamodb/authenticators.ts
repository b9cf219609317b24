import { randomUUID } from "node:crypto";
import { Authenticator } from "../../domain/account.ts";
import { days, toEpochSeconds } from "../../domain/duration.ts";
import type { AccountChange, Authenticators, Basis } from "../../ports/authenticators.ts";
import { activityParts } from "./activities.ts";
import { chargeStored, receiptParts } from "./charged.ts";
import { authenticatorKey, subjectKey } from "./keys.ts";

import type { Change, Part, Table } from "./table.ts";
import { traceParts } from "./traces.ts";
import { endingTrust, endingTrustValues } from "./trusted-browsers.ts";

/** A new authenticator that nobody proved is tidied away. */
const itemOf = (sub: string, authenticator: Authenticator) => ({
  ...authenticatorKey(sub, authenticator.authenticatorId),
  ...authenticator,
  ...(authenticator.proof === undefined ? {} : { ttl: toEpochSeconds(authenticator.proof.expiresAt + days(1)) }),
});

export const dynamodbAuthenticators = (table: Table): Authenticators => ({
  async change(basis, change) {
    const parts: Part[] = [
      { update: subjectChange(basis, change) },
      ...(change.put ?? []).map((authenticator) => ({ put: itemOf(basis.sub, authenticator) })),
      ...(change.remove ?? []).map((id) => ({ remove: authenticatorKey(basis.sub, id) })),
      ...traceParts(change),
    ];
    return (await table.transact(parts, randomUUID())) === undefined;
  },

  async storePending(sub, { authenticator, sendsBefore, activity, ...charged }, now) {
    const { ttl, PK, SK, ...fields } = itemOf(sub, authenticator);
    const set = Object.entries(fields).filter(([, value]) => value !== undefined);
    const stored = await chargeStored(table, {
      ...charged,
      main: {
        key: { PK, SK },
        update: `SET ${set.map(([name]) => `#${name} = :${name}`).join(", ")}, #ttl = :ttl`,
        // One that was proved meanwhile stays; two at once do not both send; and tries that were used stay used.
        condition:
          "attribute_not_exists(PK) OR " +
          "(#status = :pending AND #proof.sends = :before AND #proof.attemptsLeft = :attempts)",
        names: { ...Object.fromEntries(set.map(([name]) => [`#${name}`, name])), "#ttl": "ttl" },
        values: {
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ":ttl": ttl,
          ":pending": "pending",
          ":before": sendsBefore,
          ":attempts": authenticator.proof?.attemptsLeft,
        },
      },
      isResend: sendsBefore > 0,
      extra: [
        ...receiptParts(charged.receipt, { sub, authenticatorId: authenticator.authenticatorId }, now),
        ...activityParts([activity]),
      ],
      now,
    });
    return "refused" in stored ? "changed" : stored;
  },

  async chargeTry(sub, authenticatorId, now) {
    const charged = await table.update({
      key: authenticatorKey(sub, authenticatorId),
      update: "SET #proof.attemptsLeft = #proof.attemptsLeft - :one",
      condition: "#status = :pending AND #proof.expiresAt > :now AND #proof.attemptsLeft > :zero",
      names: { "#status": "status", "#proof": "proof" },
      values: { ":one": 1, ":zero": 0, ":pending": "pending", ":now": now },
    });
    return charged.done ? Authenticator.parse(charged.item) : undefined;
  },

  async recordUnsent(sub, authenticatorId, { challenge }, delivery) {
    await table.update({
      key: authenticatorKey(sub, authenticatorId),
      update: "SET #proof.challenge.delivery = :delivery",
      condition:
        "#status = :pending AND #proof.challenge.challengeId = :challenge AND #proof.challenge.lastSentAt = :sent",
      names: { "#status": "status", "#proof": "proof" },
      values: {
        ":delivery": delivery,
        ":pending": "pending",
        ":challenge": challenge?.challengeId,
        ":sent": challenge?.lastSentAt,
      },
    });
  },

  async rename(sub, authenticatorId, name, activity) {
    const naming = {
      key: authenticatorKey(sub, authenticatorId),
      update: "SET #name = :name",
      condition: "attribute_exists(PK)",
      names: { "#name": "name" },
      values: { ":name": name },
    };
    return (await table.transact([{ update: naming }, ...activityParts([activity])], randomUUID())) === undefined;
  },
});

/** The version moves with every change, and says whether another came between. */
function subjectChange(
  { sub, epoch, version }: Basis,
  { subject = {}, forgetsDefault, endsTrust = false }: AccountChange,
): Change {
  const set = Object.entries(subject).filter(([, value]) => value !== undefined);
  const names = Object.fromEntries(set.map(([name]) => [`#${name}`, name]));
  const forget = forgetsDefault === true ? "REMOVE defaultMethodId " : "";
  const assignments = [
    ...set.map(([name]) => `#${name} = :${name}`),
    "version = :next",
    ...(endsTrust ? [endingTrust] : []),
  ];
  return {
    key: subjectKey(sub),
    update: `${forget}SET ${assignments.join(", ")}`,
    // Accounts that are older than versions have none.
    condition: `epoch = :epoch AND (version = :version${version === 0 ? " OR attribute_not_exists(version)" : ""})`,
    ...(set.length === 0 ? {} : { names }),
    values: {
      ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ...(endsTrust ? endingTrustValues : {}),
      ":next": version + 1,
      ":version": version,
      ":epoch": epoch,
    },
  };
}
