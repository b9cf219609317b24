import { describe, expect, test } from "@jest/globals";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import type { Traces } from "../../shared/domain/activity.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { accountOf, activityFor, now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { kindsOf } from "./kept.ts";

export function describeDisavowals(use: () => Store): void {
  const directory = () => dynamodbDirectory(use().table);

  async function begin() {
    const sub = id();
    const subject = { ...accountOf().subject, sub, identifier: `${sub}@example.jp`.toLowerCase() };
    const identifierKey = identifierKeyOf(subject.identifier);
    const credential = { identifierKey, sub, passwordHash: "$argon2id$", epoch: 0 };
    await directory().create({ subject, authenticators: [] }, credential, activityFor(sub, "0", "account_made"));
    const notice = ownNotice("disavowed", { sub, id: id(), at: now, from: {} });
    const traces: Traces = { notices: [notice], activities: [activityFor(sub, "1", "disavowed")] };
    return {
      subject,
      traces,
      read: async () => [await directory().findSubject(sub), await directory().findCredential(identifierKey)],
      isTold: async () => (await use().table.get(noticeKey(notice.noticeId))) !== undefined,
    };
  }

  describe("Directory.disavow", () => {
    test("given an account, when it is disavowed, then both epochs move, its password is due, the subject is marked, and that is kept and told", async () => {
      const { subject, traces, read, isTold } = await begin();
      expect(await directory().disavow(subject, traces, now)).toBe(true);
      expect(await read()).toEqual([
        { ...subject, epoch: 1, disavowedAt: now },
        expect.objectContaining({ epoch: 1, changeDueSince: now, passwordHash: "$argon2id$" }),
      ]);
      expect([await isTold(), await kindsOf(use, subject.sub)]).toEqual([true, ["disavowed", "account_made"]]);
    });

    test("given 20 at once, when it is disavowed, then one does, by one epoch", async () => {
      const { subject, traces, read } = await begin();
      const outcomes = await atOnce(20, () => directory().disavow(subject, traces, now));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read()).map((one) => one?.epoch)).toEqual([1, 1]);
    });

    test.each([
      ["another epoch", { epoch: 1 }],
      ["another identifier", { identifier: "other@example.jp" }],
    ])("given %s by now, when it is disavowed as it was, then nothing changes, and nobody is told", async (_, was) => {
      const { subject, traces, read, isTold } = await begin();
      const before = await read();
      expect(await directory().disavow({ ...subject, ...was }, traces, now)).toBe(false);
      expect([await read(), await isTold()]).toEqual([before, false]);
    });

    test("given it was disavowed before, when it is again, then the password is due, and the subject marked, since the first time", async () => {
      const { subject, traces, read } = await begin();
      await directory().disavow(subject, traces, now);
      expect(await directory().disavow({ ...subject, epoch: 1 }, traces, now + 1)).toBe(true);
      expect(await read()).toMatchObject([
        { disavowedAt: now, epoch: 2 },
        { changeDueSince: now, epoch: 2 },
      ]);
    });

    test("given the answer is lost, when it is disavowed, then it is done, and said to be", async () => {
      const { subject, traces, read } = await begin();
      use().loseAnswers(1);
      expect(await directory().disavow(subject, traces, now)).toBe(true);
      expect((await read()).map((one) => one?.epoch)).toEqual([1, 1]);
    });
  });
}
