import { randomUUID } from "node:crypto";
import type { Subject } from "../../domain/account.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import type { Administration, OperatorChange } from "../../ports/administration.ts";
import { authenticatorKey, credentialKey, subjectKey } from "./keys.ts";
import type { Change, Part, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** Accounts as the operator changes them: subject and credential in one transaction, so that their epochs never part. */
export const dynamodbAdministration = (table: Table): Administration => ({
  async change({ subject }, change) {
    const credential = credentialParts(subject, change);
    const parts: Part[] = [
      { update: subjectPart(subject, change) },
      ...credential,
      ...(change.put ?? []).map((one) => ({ put: { ...authenticatorKey(subject.sub, one.authenticatorId), ...one } })),
      ...(change.remove ?? []).map((id) => ({ remove: authenticatorKey(subject.sub, id) })),
      ...traceParts(change),
    ];
    const failed = await table.transact(parts, randomUUID());
    if (failed === undefined) return "done";
    return change.credential !== undefined && !failed.has(0) && failed.has(1) ? "identifier_taken" : "changed";
  },
});

/** Whatever was read must still stand: the version moves with every change. */
function subjectPart({ sub, epoch, version }: Subject, change: OperatorChange): Change {
  const set = Object.entries(change.subject ?? {}).filter(([, value]) => value !== undefined);
  const forget = change.forgets ?? [];
  return {
    key: subjectKey(sub),
    update: [
      ...(forget.length === 0 ? [] : [`REMOVE ${forget.join(", ")}`]),
      `SET ${[...set.map(([name]) => `#${name} = :${name}`), "epoch = :nextEpoch", "version = :next"].join(", ")}`,
    ].join(" "),
    // Accounts that are older than versions have none.
    condition: `epoch = :epoch AND (version = :version${version === 0 ? " OR attribute_not_exists(version)" : ""})`,
    ...(set.length === 0 ? {} : { names: Object.fromEntries(set.map(([name]) => [`#${name}`, name])) }),
    values: {
      ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ":epoch": epoch,
      ":nextEpoch": nextEpoch(epoch, change),
      ":version": version,
      ":next": version + 1,
    },
  };
}

const nextEpoch = (epoch: number, { endsAccess }: OperatorChange): number => (endsAccess ? epoch + 1 : epoch);

/** The credential follows what it shares with the subject; it moves where the identifier does. */
function credentialParts({ sub, identifier, epoch }: Subject, change: OperatorChange): Part[] {
  const key = credentialKey(identifierKeyOf(identifier));
  const next = nextEpoch(epoch, change);
  if (change.credential !== undefined) {
    const identifierKey = identifierKeyOf(change.subject?.identifier ?? identifier);
    return [
      { create: { ...credentialKey(identifierKey), ...change.credential, identifierKey, epoch: next } },
      { remove: key },
    ];
  }
  const lockedAt = change.subject?.lockedAt;
  const forgets = [...(change.forgets?.includes("lockedAt") ? ["lockedAt"] : [])];
  if (next === epoch && lockedAt === undefined && forgets.length === 0) return [];
  return [
    {
      update: {
        key,
        update: [
          ...(forgets.length === 0 ? [] : [`REMOVE ${forgets.join(", ")}`]),
          `SET epoch = :next${lockedAt === undefined ? "" : ", lockedAt = :locked"}`,
        ].join(" "),
        condition: "#sub = :sub AND epoch = :epoch",
        names: { "#sub": "sub" },
        values: {
          ":sub": sub,
          ":epoch": epoch,
          ":next": next,
          ...(lockedAt === undefined ? {} : { ":locked": lockedAt }),
        },
      },
    },
  ];
}
