import { describe, expect, test } from "@jest/globals";
import { dynamodbAuthenticators } from "../../shared/adapters/dynamodb/authenticators.ts";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { days, minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { activityFor, now, phoneOf, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { beginAccount, pendingOf } from "./begun-account.ts";
import { kindsOf } from "./kept.ts";

const none = tracesFor("S");

export function describeAuthenticators(use: () => Store): void {
  const port = () => dynamodbAuthenticators(use().table);

  describe("Authenticators.change", () => {
    test("given what was read, when it is changed, then all of it is, and the version moves by one", async () => {
      const gone = phoneOf({ authenticatorId: id(), createdAt: now + 1 });
      const added = phoneOf({ authenticatorId: id(), createdAt: now + 2 });
      const { basis, read, subject, sub } = await beginAccount(use, gone);
      const notice = ownNotice("method_replaced", { sub, id: id(), at: now, from: {} });
      const change = {
        subject: { trustDays: 7, locale: "en" },
        put: [added],
        remove: [gone.authenticatorId],
        notices: [notice],
        activities: [activityFor(sub)],
      } as const;
      expect(await port().change(basis, change)).toBe(true);
      expect(await read()).toEqual({
        subject: { ...subject, trustDays: 7, locale: "en", version: 1 },
        authenticators: [phoneOf(), added],
        browsers: [],
      });
      expect(await use().table.get(noticeKey(notice.noticeId))).toMatchObject(notice);
      expect(await kindsOf(use, sub)).toContain("settings_changed");
    });

    test.each([
      ["another version", { version: 1 }],
      ["another epoch", { epoch: 1 }],
      ["another subject", { sub: id() }],
    ])("given %s, when it is changed, then nothing is, nobody is told, and nothing is kept", async (_, other) => {
      const { basis, read, sub } = await beginAccount(use);
      const before = await read();
      const notice = ownNotice("method_added", { sub, id: id(), at: now, from: {} });
      const put = [phoneOf({ authenticatorId: id() })];
      expect(await port().change({ ...basis, ...other }, { ...tracesFor(sub), put, notices: [notice] })).toBe(false);
      expect(await read()).toEqual(before);
      expect(await use().table.get(noticeKey(notice.noticeId))).toBeUndefined();
      expect(await kindsOf(use, sub)).toEqual(["account_made"]);
    });

    test("given two activations at once, when both replace the same, then one does, and one stands", async () => {
      const old = phoneOf({ authenticatorId: id(), createdAt: now + 1 });
      const { basis, ids } = await beginAccount(use, old);
      const rivals = [id(), id()];
      const outcomes = await Promise.all(
        rivals.map((authenticatorId) =>
          port().change(basis, {
            ...none,
            put: [phoneOf({ authenticatorId, createdAt: now + 2 })],
            remove: [old.authenticatorId],
          }),
        ),
      );
      const winner = rivals[outcomes.indexOf(true)];
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await ids()).toEqual([phoneOf().authenticatorId, winner]);
    });

    test("given 20 changes of one version at once, when they are made, then one is", async () => {
      const { basis, read } = await beginAccount(use);
      const outcomes = await atOnce(20, () => port().change(basis, { ...none, subject: { signInNotices: true } }));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read())?.subject.version).toBe(1);
    });

    test("given the answer is lost, when it is changed, then it is done, once", async () => {
      const { basis, read } = await beginAccount(use);
      use().loseAnswers(1);
      expect(await port().change(basis, { ...none, subject: { trustDays: 1 } })).toBe(true);
      expect((await read())?.subject).toMatchObject({ trustDays: 1, version: 1 });
    });

    test("given a default, when it is forgotten, then there is none, whatever else changes", async () => {
      const { basis, read } = await beginAccount(use);
      await port().change(basis, { ...none, subject: { defaultMethodId: "sms_code.A" } });
      expect((await read())?.subject.defaultMethodId).toBe("sms_code.A");
      const change = { ...none, subject: { secondFactor: false }, forgetsDefault: true };
      expect(await port().change({ ...basis, version: 1 }, change)).toBe(true);
      expect((await read())?.subject).not.toHaveProperty("defaultMethodId");
    });

    test("given an account that is older than versions, when it is changed, then its version begins", async () => {
      const { basis, read, sub } = await beginAccount(use);
      await use().table.update({
        key: { PK: `SUB#${sub}`, SK: "SUBJECT" },
        update: "REMOVE version SET epoch = epoch",
        condition: "attribute_exists(PK)",
      });
      expect(await port().change(basis, { ...none, subject: { trustDays: 1 } })).toBe(true);
      expect((await read())?.subject.version).toBe(1);
    });

    test("given one that waited for its proof, when it is put as proved, then the table no longer tidies it away", async () => {
      const pending = pendingOf();
      const { basis, item } = await beginAccount(use);
      await port().change(basis, { ...none, put: [pending] });
      expect((await item(pending.authenticatorId))?.ttl).toBe(toEpochSeconds(now + minutes(15) + days(1)));
      const { proof: _, ...proved } = pending;
      await port().change({ ...basis, version: 1 }, { ...none, put: [{ ...proved, status: "active" }] });
      expect(await item(pending.authenticatorId)).not.toHaveProperty("ttl");
    });
  });
}
