import { Authenticator, Credential, Subject } from "../../domain/account.ts";
import type { Directory } from "../../ports/directory.ts";
import { accountRange, authenticatorKey, credentialKey, subjectKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** Accounts in the table. */
export const dynamodbDirectory = (table: Table): Directory => ({
  async findCredential(identifierKey) {
    const item = await table.get(credentialKey(identifierKey));
    return item && Credential.parse(item);
  },

  async findSubject(sub) {
    const item = await table.get(subjectKey(sub));
    return item && Subject.parse(item);
  },

  async findAccount(sub) {
    const items = await table.query(subjectKey(sub).PK, accountRange);
    const subject = items.find((item) => item.SK === "SUBJECT");
    if (subject === undefined) return undefined;
    const authenticators = items.filter((item) => String(item.SK).startsWith("AUTHENTICATOR#"));
    return {
      subject: Subject.parse(subject),
      authenticators: authenticators
        .map((item) => Authenticator.parse(item))
        .sort(
          (one, other) => one.createdAt - other.createdAt || one.authenticatorId.localeCompare(other.authenticatorId),
        ),
    };
  },

  async create({ subject, authenticators }, credential) {
    const failed = await table.transact([
      { create: { ...credentialKey(credential.identifierKey), ...credential } },
      { create: { ...subjectKey(subject.sub), ...subject } },
      ...authenticators.map((authenticator) => ({
        create: { ...authenticatorKey(subject.sub, authenticator.authenticatorId), ...authenticator },
      })),
    ]);
    return failed === undefined ? "created" : "identifier_taken";
  },

  async markUnreachable(sub, authenticatorId, channel) {
    const marked = await table.update({
      key: authenticatorKey(sub, authenticatorId),
      update: "SET unreachableBy = list_append(if_not_exists(unreachableBy, :none), :channels)",
      condition: "attribute_exists(PK) AND NOT contains(unreachableBy, :channel)",
      values: { ":none": [], ":channels": [channel], ":channel": channel },
    });
    return marked.done;
  },

  async countMiss(sub, authenticatorId, limit) {
    const key = authenticatorKey(sub, authenticatorId);
    const missed = await table.update({
      key,
      update: "SET missesInARow = missesInARow + :one",
      condition: "attribute_exists(PK)",
      values: { ":one": 1 },
    });
    if (!missed.done) return "disabled";
    const { missesInARow, status } = Authenticator.parse(missed.item);
    if (missesInARow < limit || status === "disabled") return status;
    await table.update({
      key,
      update: "SET #status = :disabled",
      condition: "attribute_exists(PK)",
      names: { "#status": "status" },
      values: { ":disabled": "disabled" },
    });
    return "disabled";
  },
});
