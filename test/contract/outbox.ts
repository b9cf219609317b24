import { randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { noticeKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { days, toEpochSeconds } from "../../shared/domain/duration.ts";
import { failuresNotice, Notice } from "../../shared/domain/notice.ts";
import { now } from "../support/samples.ts";
import type { Store } from "../support/store.ts";

export function describeOutbox(use: () => Store): void {
  const outbox = () => dynamodbOutbox(use().table);
  const stored = (notice: Notice) => use().table.get(noticeKey(notice.noticeId));

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
}
