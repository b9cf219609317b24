import { randomUUID } from "node:crypto";
import type { Subject } from "../../domain/account.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import type { PasswordSetting } from "../../ports/directory.ts";
import { credentialKey, subjectKey } from "./keys.ts";
import { sessionItem } from "./sessions.ts";
import type { Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** One transaction, so that no sign-in comes between the new password and the end of what the old one opened. */
export async function setPassword(
  table: Table,
  { sub, epoch, identifier }: Subject,
  { passwordHash, session, ...traces }: PasswordSetting,
): Promise<boolean> {
  const epochs = { ":epoch": epoch, ":next": epoch + 1 };
  const failed = await table.transact(
    [
      {
        update: {
          key: subjectKey(sub),
          update: "SET epoch = :next",
          condition: "epoch = :epoch AND attribute_not_exists(lockedAt)",
          values: epochs,
        },
      },
      {
        update: {
          key: credentialKey(identifierKeyOf(identifier)),
          update: "REMOVE changeDueSince SET epoch = :next, passwordHash = :hash",
          condition: "#sub = :sub AND epoch = :epoch",
          names: { "#sub": "sub" },
          values: { ...epochs, ":sub": sub, ":hash": passwordHash },
        },
      },
      ...(session === undefined ? [] : [{ put: sessionItem(session) }]),
      ...traceParts(traces),
    ],
    randomUUID(),
  );
  return failed === undefined;
}
