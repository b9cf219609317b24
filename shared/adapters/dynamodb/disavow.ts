import { randomUUID } from "node:crypto";
import type { Subject } from "../../domain/account.ts";
import type { Traces } from "../../domain/activity.ts";
import type { Instant } from "../../domain/duration.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import { credentialKey, subjectKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** One transaction, so that no sign-in comes between the end of what there was and the mark on the password. */
export async function disavowSubject(
  table: Table,
  { sub, epoch, identifier }: Subject,
  traces: Traces,
  now: Instant,
): Promise<boolean> {
  const epochs = { ":epoch": epoch, ":next": epoch + 1 };
  const failed = await table.transact(
    [
      {
        update: {
          key: subjectKey(sub),
          update: "SET epoch = :next, disavowedAt = if_not_exists(disavowedAt, :now)",
          condition: "epoch = :epoch",
          values: { ...epochs, ":now": now },
        },
      },
      {
        update: {
          key: credentialKey(identifierKeyOf(identifier)),
          update: "SET epoch = :next, changeDueSince = if_not_exists(changeDueSince, :now)",
          condition: "#sub = :sub AND epoch = :epoch",
          names: { "#sub": "sub" },
          values: { ...epochs, ":sub": sub, ":now": now },
        },
      },
      ...traceParts(traces),
    ],
    randomUUID(),
  );
  return failed === undefined;
}
