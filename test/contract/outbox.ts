import { randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { days, minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { failuresNotice, Notice } from "../../shared/domain/notice.ts";
import { inHand } from "../../shared/domain/notice-tries.ts";
import { now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";

export function describeOutbox(use: () => Store): void {
  const outbox = () => dynamodbOutbox(use().table);
  const stored = (notice: Notice) => use().table.get(noticeKey(notice.noticeId));
  const added = async (at = now) => {
    const notice = failuresNotice(randomUUID(), at, at);
    await outbox().add(notice);
    return notice;
  };
  /** An index lags behind, also on AWS. */
  const listed = async ({ noticeId }: Notice) =>
    (await outbox().findUnsettled()).find((one) => one.noticeId === noticeId);

  describe("Outbox", () => {
    test("given a notice, when it is added, then it stands there for 30 days", async () => {
      const notice = failuresNotice(randomUUID(), now, now);
      await outbox().add(notice);
      const item = await stored(notice);
      expect(Notice.parse(item)).toEqual(notice);
      expect(item?.ttl).toBe(toEpochSeconds(now + days(30)));
    });

    test("given the same fact again, when it is added, then the first stays as it was", async () => {
      const notice = failuresNotice(randomUUID(), now, now);
      await outbox().add(notice);
      await outbox().add({ ...notice, at: now + 1 });
      expect((await stored(notice))?.at).toBe(now);
    });

    test("given a notice that was settled, when the same fact is added again, then it stays settled", async () => {
      const notice = failuresNotice(randomUUID(), now, now);
      await outbox().add(notice);
      await outbox().settle(notice, now + 5);
      await outbox().add(notice);
      expect((await stored(notice))?.settledAt).toBe(now + 5);
    });

    test("given a notice that is gone, when it is settled, then it does not come back", async () => {
      const notice = failuresNotice(randomUUID(), now, now);
      await outbox().settle(notice, now);
      expect(await stored(notice)).toBeUndefined();
    });
  });

  describe("Outbox.take", () => {
    test("given a new notice, when it is taken, then at once, as its first try", async () => {
      const notice = await added();
      expect(await outbox().take(notice.noticeId, now)).toEqual({ ...notice, tries: 1, told: [] });
    });

    test.each([
      ["in hand", inHand - 1, false],
      ["in hand for too long", inHand, true],
    ])("given one that is %s, when others take it %i ms later, then they have it: %s", async (_, later, isTaken) => {
      const { noticeId } = await added();
      await outbox().take(noticeId, now);
      const again = await outbox().take(noticeId, now + later);
      expect(again?.tries).toBe(isTaken ? 2 : undefined);
    });

    test("given twenty at once, when they take it, then one has it", async () => {
      const { noticeId } = await added();
      const taken = await atOnce(20, () => outbox().take(noticeId, now));
      expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
    });

    test("given the answer is lost, when it is taken, then it is had, as one try", async () => {
      const { noticeId } = await added();
      use().loseAnswers(1);
      expect(await outbox().take(noticeId, now)).toMatchObject({ tries: 1 });
    });

    test("given it was put off, when it is taken, then not before it is due, and with who was told", async () => {
      const notice = await added();
      await outbox().take(notice.noticeId, now);
      await outbox().postpone(notice, ["owner"], now + minutes(8));
      expect(await outbox().take(notice.noticeId, now + minutes(8) - 1)).toBeUndefined();
      expect(await outbox().take(notice.noticeId, now + minutes(8))).toMatchObject({ tries: 2, told: ["owner"] });
    });

    test.each(["settled", "gone"])("given a notice that is %s, when it is taken, then nothing is had", async (what) => {
      const notice = what === "gone" ? failuresNotice(randomUUID(), now, now) : await added();
      await outbox().settle(notice, now);
      expect(await outbox().take(notice.noticeId, now + days(1))).toBeUndefined();
    });
  });

  describe("Outbox.findUnsettled", () => {
    test("given notices, when they are listed, then the oldest first, each with when it is due", async () => {
      const [young, old] = [await added(now + 1), await added(now)];
      const found = await outbox().findUnsettled();
      const mine = found.filter(({ noticeId }) => [young, old].some((one) => one.noticeId === noticeId));
      expect(mine).toEqual([old, young].map(({ noticeId, at }) => ({ noticeId, since: at, dueAt: at + inHand })));
    });

    test("given one that was put off, when they are listed, then it is there with its new time", async () => {
      const notice = await added();
      await outbox().postpone(notice, [], now + minutes(8));
      expect(await listed(notice)).toMatchObject({ since: now, dueAt: now + minutes(8) });
    });

    test("given one that is settled, when they are listed, then it is not there", async () => {
      const notice = await added();
      await outbox().settle(notice, now);
      expect(await listed(notice)).toBeUndefined();
    });

    test("given one that is given up, when they are listed, then it is not there, and stands in the table unsettled", async () => {
      const notice = await added();
      await outbox().giveUp(notice.noticeId, now + days(7));
      expect(await listed(notice)).toBeUndefined();
      expect(await stored(notice)).toMatchObject({ givenUpAt: now + days(7) });
      expect(await stored(notice)).not.toHaveProperty("settledAt");
    });

    test("given it was settled, when somebody slower puts it off or gives it up, then it stays settled", async () => {
      const notice = await added();
      await outbox().settle(notice, now);
      const settled = await stored(notice);
      await outbox().postpone(notice, [], now + minutes(8));
      await outbox().giveUp(notice.noticeId, now);
      expect(await stored(notice)).toEqual(settled);
    });
  });
}
