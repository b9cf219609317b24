import type { Subject } from "../../domain/account.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import type { OperatorChange } from "../../ports/administration.ts";
import { credentialKey, subjectKey } from "./keys.ts";
import type { Change, Part } from "./table.ts";

/** A change without what it leaves behind. */
type Written = Omit<OperatorChange, "notices" | "activities">;

/**
 * The subject as the operator changes it. Whatever was read must still stand: the version moves with every change.
 *
 * @param only `as_read`: the condition alone.
 */
export function subjectPart({ sub, epoch, version }: Subject, change: Written, only?: "as_read"): Change {
  const set = Object.entries(change.subject ?? {}).filter(([, value]) => value !== undefined);
  const forget = change.forgets ?? [];
  const assignments = [...set.map(([name]) => `#${name} = :${name}`), "epoch = :nextEpoch", "version = :next"];
  const written = {
    ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
    ":nextEpoch": nextEpoch(epoch, change),
    ":next": version + 1,
  };
  return {
    key: subjectKey(sub),
    update: `${forget.length === 0 ? "" : `REMOVE ${forget.join(", ")} `}SET ${assignments.join(", ")}`,
    // Accounts that are older than versions have none.
    condition: `epoch = :epoch AND (version = :version${version === 0 ? " OR attribute_not_exists(version)" : ""})`,
    ...(set.length === 0 ? {} : { names: Object.fromEntries(set.map(([name]) => [`#${name}`, name])) }),
    values: { ...(only === undefined ? written : {}), ":epoch": epoch, ":version": version },
  };
}

const nextEpoch = (epoch: number, { endsAccess }: Written): number => (endsAccess ? epoch + 1 : epoch);

/** The credential follows what it shares with the subject; it moves where the identifier does. */
export function credentialParts({ sub, identifier, epoch }: Subject, change: Written): Part[] {
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
  const forgets = [
    ...(change.forgets?.includes("lockedAt") ? ["lockedAt"] : []),
    ...(change.voidsPassword ? ["passwordHash"] : []),
  ];
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
