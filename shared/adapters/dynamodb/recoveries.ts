import { randomUUID } from "node:crypto";
import { identifierKeyOf } from "../../domain/identifier.ts";
import type { Enrolled, Recoveries } from "../../ports/recoveries.ts";
import { authenticatorKey, credentialKey, loginKey, subjectKey } from "./keys.ts";
import type { Change, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/**
 * Recoveries, beside the settings of the account that they are of:
 *
 *     none ── begin ──▶ under way ── ready ──▶ enrol ──▶ none
 *                           └───── cancel ────────────────▲
 */
export const dynamodbRecoveries = (table: Table): Recoveries => ({
  async begin({ sub, epoch, recovery: before }, recovery, traces) {
    const beginning: Change = {
      key: subjectKey(sub),
      update: "SET recovery = :recovery",
      condition:
        "epoch = :epoch AND attribute_not_exists(lockedAt) AND " +
        "(attribute_not_exists(recovery) OR recovery.recoveryId = :before)",
      values: { ":recovery": recovery, ":epoch": epoch, ":before": before?.recoveryId ?? "" },
    };
    return (await table.transact([{ update: beginning }, ...traceParts(traces)], randomUUID())) === undefined;
  },

  async cancel({ sub, epoch, recoveryId }, traces, now) {
    const cancelling: Change = {
      key: subjectKey(sub),
      update: "REMOVE recovery",
      condition: "epoch = :epoch AND recovery.recoveryId = :recovery AND recovery.expiresAt > :now",
      values: { ":epoch": epoch, ":recovery": recoveryId, ":now": now },
    };
    return (await table.transact([{ update: cancelling }, ...traceParts(traces)], randomUUID())) === undefined;
  },

  async enrol(enrolled, now) {
    const { subject, active, gone, ...traces } = enrolled;
    const { sub } = subject;
    const failed = await table.transact(
      [
        { update: endingRecovery(enrolled, now) },
        { update: movingCredential(enrolled) },
        { update: completing(enrolled, now) },
        { put: { ...authenticatorKey(sub, active.authenticatorId), ...active } },
        ...gone.map((id) => ({ remove: authenticatorKey(sub, id) })),
        ...traceParts(traces),
      ],
      randomUUID(),
    );
    return failed === undefined;
  },
});

/** A recovery that was cancelled, used or replaced since has another id, or none: whichever came first counts. */
const endingRecovery = ({ subject, recoveryId }: Enrolled, now: number): Change => ({
  key: subjectKey(subject.sub),
  update: "REMOVE recovery, defaultMethodId SET epoch = :next, version = :nextVersion, secondFactor = :on",
  condition: [
    "epoch = :epoch",
    // Accounts that are older than versions have none.
    subject.version === 0 ? "(version = :version OR attribute_not_exists(version))" : "version = :version",
    "attribute_not_exists(lockedAt)",
    "recovery.recoveryId = :recovery AND recovery.readyAt <= :now AND recovery.expiresAt > :now",
  ].join(" AND "),
  values: {
    ":epoch": subject.epoch,
    ":next": subject.epoch + 1,
    ":version": subject.version,
    ":nextVersion": subject.version + 1,
    ":on": true,
    ":recovery": recoveryId,
    ":now": now,
  },
});

const movingCredential = ({ subject: { sub, identifier, epoch } }: Enrolled): Change => ({
  key: credentialKey(identifierKeyOf(identifier)),
  update: "SET epoch = :next",
  condition: "#sub = :sub AND epoch = :epoch",
  names: { "#sub": "sub" },
  values: { ":sub": sub, ":epoch": epoch, ":next": epoch + 1 },
});

const completing = ({ holder, subject, recoveryId, proof }: Enrolled, now: number): Change => ({
  key: loginKey(holder.loginId),
  update: "SET #state = :complete, secondFactor = :proof, generation = generation + :one, epoch = :next",
  condition:
    "#state = :pending AND generation = :generation AND expiresAt > :now AND attribute_exists(#password) AND " +
    "epoch = :epoch AND recoveryId = :recovery AND purpose = :purpose",
  names: { "#state": "state", "#password": "password" },
  values: {
    ":complete": "complete",
    ":proof": proof,
    ":one": 1,
    ":next": subject.epoch + 1,
    ":epoch": subject.epoch,
    ":pending": "pending",
    ":generation": holder.generation,
    ":now": now,
    ":recovery": recoveryId,
    ":purpose": "sign_in",
  },
});
