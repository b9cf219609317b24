import { randomUUID } from "node:crypto";
import { days, toEpochSeconds } from "../../domain/duration.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import { WaitingReset } from "../../domain/reset.ts";
import type { Administration, HeededEvent, OperatorChange } from "../../ports/administration.ts";
import { authenticatorKey, credentialKey, lifecycleKey, ownRange, subjectKey, waitingResetKey } from "./keys.ts";
import { credentialParts, subjectPart } from "./operated-account.ts";
import type { Part, Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** How long an event is known: longer than any archive of an event bus plays it again. */
const eventMemory = days(400);

/** Accounts as the operator changes them: subject and credential in one transaction, so that their epochs never part. */
export const dynamodbAdministration = (table: Table): Administration => ({
  async change({ subject }, change) {
    const once = onceParts(subject.sub, change);
    const parts: Part[] = [
      { update: subjectPart(subject, change) },
      ...once,
      ...credentialParts(subject, change),
      ...(change.put ?? []).map((one) => ({ put: { ...authenticatorKey(subject.sub, one.authenticatorId), ...one } })),
      ...(change.remove ?? []).map((id) => ({ remove: authenticatorKey(subject.sub, id) })),
      ...traceParts(change),
    ];
    const failed = await table.transact(parts, randomUUID());
    if (failed === undefined) return "done";
    if (once.length > 0 && failed.has(1)) return change.heeds === undefined ? "confirmed" : "repeated";
    return change.credential !== undefined && !failed.has(0) ? "identifier_taken" : "changed";
  },

  async heed(event) {
    return (await table.create(eventItem(event))).done;
  },

  async remove({ subject, authenticators }, traces) {
    const { sub, identifier } = subject;
    const { update: _, ...asRead } = subjectPart(subject, {}, "as_read");
    const failed = await table.transact(
      [
        { erase: { ...asRead, update: "" } },
        { remove: credentialKey(identifierKeyOf(identifier)) },
        ...authenticators.map(({ authenticatorId }) => ({ remove: authenticatorKey(sub, authenticatorId) })),
        ...traceParts(traces),
      ],
      randomUUID(),
    );
    if (failed !== undefined) return false;
    // Without the subject none of the rest opens anything, and it all has an end.
    const rest = await table.query(subjectKey(sub).PK, ownRange);
    for (const { PK, SK } of rest) await table.delete({ PK: String(PK), SK: String(SK) });
    return true;
  },

  async askReset(reset, traces) {
    const item = { ...waitingResetKey(reset.sub, reset.resetId), ...reset, ttl: toEpochSeconds(reset.expiresAt) };
    await table.transact([{ put: item }, ...traceParts(traces)], randomUUID());
  },

  async findReset(sub, resetId) {
    const item = await table.get(waitingResetKey(sub, resetId));
    return item && WaitingReset.parse(item);
  },
});

const eventItem = ({ eventId, type, at }: HeededEvent) => ({
  ...lifecycleKey(eventId),
  type,
  at,
  ttl: toEpochSeconds(at + eventMemory),
});

/** What lets a change be made once: the mark of its event, or that its reset is still to be confirmed. */
function onceParts(sub: string, { heeds, confirms }: OperatorChange): Part[] {
  if (heeds !== undefined) return [{ create: eventItem(heeds) }];
  if (confirms === undefined) return [];
  return [
    {
      update: {
        key: waitingResetKey(sub, confirms.resetId),
        update: "SET confirmedAt = :now",
        condition: "attribute_exists(PK) AND attribute_not_exists(confirmedAt) AND expiresAt > :now",
        values: { ":now": confirms.at },
      },
    },
  ];
}
