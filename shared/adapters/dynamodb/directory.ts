import { randomUUID } from "node:crypto";
import { Authenticator, Credential, Subject } from "../../domain/account.ts";
import { Habits } from "../../domain/habits.ts";
import { TrustedBrowser } from "../../domain/trusted-browser.ts";
import type { Directory } from "../../ports/directory.ts";
import { activityParts } from "./activities.ts";
import { countMiss } from "./count-miss.ts";
import { disavowSubject } from "./disavow.ts";
import { accountRange, authenticatorKey, browserPrefix, credentialKey, habitsKey, subjectKey } from "./keys.ts";
import { setPassword } from "./set-password.ts";
import type { Item, Table } from "./table.ts";

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
    const browsers = items.filter((item) => String(item.SK).startsWith(browserPrefix));
    return {
      subject: Subject.parse(subject),
      authenticators: authenticators
        .map((item) => Authenticator.parse(item))
        .sort(
          (one, other) => one.createdAt - other.createdAt || one.authenticatorId.localeCompare(other.authenticatorId),
        ),
      browsers: browsers.map((item) => TrustedBrowser.parse(item)),
      ...habitsIn(items),
    };
  },

  async create({ subject, authenticators }, credential, activity) {
    const failed = await table.transact([
      { create: { ...credentialKey(credential.identifierKey), ...credential } },
      { create: { ...subjectKey(subject.sub), ...subject } },
      ...authenticators.map((authenticator) => ({
        create: { ...authenticatorKey(subject.sub, authenticator.authenticatorId), ...authenticator },
      })),
      ...activityParts([activity]),
    ]);
    if (failed === undefined) return "created";
    return failed.get(0)?.sub === credential.sub ? "created_before" : "identifier_taken";
  },

  async upgradePassword(identifierKey, from, to) {
    await table.update({
      key: credentialKey(identifierKey),
      update: "SET passwordHash = :to",
      condition: "passwordHash = :from",
      values: { ":from": from, ":to": to },
    });
  },

  async markUnreachable(sub, authenticatorId, channel, activity) {
    const marking = {
      key: authenticatorKey(sub, authenticatorId),
      update: "SET unreachableBy = list_append(if_not_exists(unreachableBy, :none), :channels)",
      condition: "attribute_exists(PK) AND NOT contains(unreachableBy, :channel)",
      values: { ":none": [], ":channels": [channel], ":channel": channel },
    };
    return (await table.transact([{ update: marking }, ...activityParts([activity])], randomUUID())) === undefined;
  },

  setPassword: (subject, setting) => setPassword(table, subject, setting),

  disavow: (subject, traces, now) => disavowSubject(table, subject, traces, now),

  countMiss: (missed) => countMiss(table, missed),
});

function habitsIn(items: readonly Item[]): { readonly habits?: Habits } {
  const item = items.find(({ SK }) => SK === habitsKey("").SK);
  return item === undefined ? {} : { habits: Habits.parse(item) };
}
