import { describe, expect, test } from "@jest/globals";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbSessions } from "../../shared/adapters/dynamodb/sessions.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { sessionIdOf, sessionOf } from "../../shared/domain/session.ts";
import type { PasswordSetting } from "../../shared/ports/directory.ts";
import { accountOf, activityFor, now, phoneOf, settings } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { kindsOf } from "./kept.ts";

export function describePasswordSettings(use: () => Store): void {
  const directory = () => dynamodbDirectory(use().table);

  async function begin(
    changes: { lockedAt?: number; disavowedAt?: number; defaultMethodId?: string } = {},
    authenticators: readonly Authenticator[] = [],
  ) {
    const sub = id();
    const subject = { ...accountOf().subject, sub, identifier: `${sub}@example.jp`.toLowerCase(), ...changes };
    const identifierKey = identifierKeyOf(subject.identifier);
    const credential = { identifierKey, sub, passwordHash: "$old$", epoch: 0, changeDueSince: now };
    await directory().create({ subject, authenticators }, credential, activityFor(sub, "0", "account_made"));
    const notice = ownNotice("password_changed", { sub, id: id(), at: now, from: {} });
    const secret = Buffer.from(id());
    const setting: PasswordSetting = {
      passwordHash: "$new$",
      session: sessionOf({ sub, epoch: 1, from: {} }, secret, settings.session, now),
      notices: [notice],
      activities: [activityFor(sub, "1", "password_changed")],
    };
    return {
      subject,
      setting,
      read: async () => [await directory().findSubject(sub), await directory().findCredential(identifierKey)],
      session: () => dynamodbSessions(use().table).find({ sub, sessionId: sessionIdOf(secret) }),
      isTold: async () => (await use().table.get(noticeKey(notice.noticeId))) !== undefined,
    };
  }

  describe("Directory.setPassword", () => {
    test("given a password that is due, when another is set, then both epochs move, nothing is due, a session begins, and that is kept and told", async () => {
      const { subject, setting, read, session, isTold } = await begin();
      expect(await directory().setPassword(subject, setting)).toBe(true);
      const [after, credential] = await read();
      expect([after, credential]).toEqual([
        { ...subject, epoch: 1 },
        { identifierKey: expect.any(String), sub: subject.sub, passwordHash: "$new$", epoch: 1 },
      ]);
      expect([await session(), await isTold()]).toEqual([setting.session, true]);
      expect(await kindsOf(use, subject.sub)).toEqual(["password_changed", "account_made"]);
    });

    test("given a subject that was disavowed, when a password is set with which methods go, then they and the mark are gone, and the version moves", async () => {
      const [stays, goes] = [phoneOf(), phoneOf({ authenticatorId: "BBBBBBBBBBBBBBBBBBBBBA" })];
      const marks = { disavowedAt: now, defaultMethodId: `sms_code.${goes.authenticatorId}` };
      const { subject, setting } = await begin(marks, [stays, goes]);
      const gone = [goes.authenticatorId];
      expect(await directory().setPassword(subject, { ...setting, gone, forgetsDefault: true })).toBe(true);
      const after = await directory().findAccount(subject.sub);
      const { disavowedAt, defaultMethodId, ...rest } = subject;
      expect([after?.subject, after?.authenticators]).toEqual([{ ...rest, epoch: 1, version: 1 }, [stays]]);
    });

    test("given 20 at once, when it is set, then one does, by one epoch", async () => {
      const { subject, setting, read } = await begin();
      const outcomes = await atOnce(20, () => directory().setPassword(subject, setting));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read()).map((one) => one?.epoch)).toEqual([1, 1]);
    });

    test.each([
      ["another epoch", {}, { epoch: 1 }],
      ["another identifier", {}, { identifier: "other@example.jp" }],
      ["a lock", { lockedAt: now }, {}],
    ])("given %s by now, when it is set, then nothing changes, and nobody is told", async (_, made, was) => {
      const { subject, setting, read, session, isTold } = await begin(made);
      const before = await read();
      expect(await directory().setPassword({ ...subject, ...was }, setting)).toBe(false);
      expect([await read(), await session(), await isTold()]).toEqual([before, undefined, false]);
    });

    test("given the answer is lost, when it is set, then it is done, and said to be", async () => {
      const { subject, setting, read } = await begin();
      use().loseAnswers(1);
      expect(await directory().setPassword(subject, setting)).toBe(true);
      expect((await read()).map((one) => one?.epoch)).toEqual([1, 1]);
    });
  });
}
