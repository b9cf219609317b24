import { randomUUID } from "node:crypto";
import type { Subject } from "../../domain/account.ts";
import { identifierKeyOf } from "../../domain/identifier.ts";
import type { PasswordSetting } from "../../ports/directory.ts";
import { authenticatorKey, credentialKey, subjectKey } from "./keys.ts";
import { sessionItem } from "./sessions.ts";
import type { Table } from "./table.ts";
import { traceParts } from "./traces.ts";

/** One transaction, so that no sign-in comes between the new password and the end of what the old one opened. */
export async function setPassword(
  table: Table,
  { sub, epoch, identifier }: Subject,
  { passwordHash, session, gone = [], forgetsDefault = false, ...traces }: PasswordSetting,
): Promise<boolean> {
  const epochs = { ":epoch": epoch, ":next": epoch + 1 };
  const failed = await table.transact(
    [
      {
        update: {
          key: subjectKey(sub),
          update: [
            `REMOVE disavowedAt${forgetsDefault ? ", defaultMethodId" : ""} SET epoch = :next`,
            // The version moves with every change of authenticators.
            ...(gone.length === 0 ? [] : ["ADD version :one"]),
          ].join(" "),
          condition: "epoch = :epoch AND attribute_not_exists(lockedAt)",
          values: { ...epochs, ...(gone.length === 0 ? {} : { ":one": 1 }) },
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
      ...gone.map((id) => ({ remove: authenticatorKey(sub, id) })),
      ...(session === undefined ? [] : [{ put: sessionItem(session) }]),
      ...traceParts(traces),
    ],
    randomUUID(),
  );
  return failed === undefined;
}
