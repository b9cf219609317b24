import { describe, expect, test } from "@jest/globals";
import { activityParts, dynamodbActivities } from "../../shared/adapters/dynamodb/activities.ts";
import { activityKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { days, minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import { activityFor, now, settings } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { beginAccount } from "./begun-account.ts";
import { kindsOf } from "./kept.ts";

export function describeActivities(use: () => Store): void {
  const port = () => dynamodbActivities(use().table);
  const since = now - days(90);

  /** An account's trail: an event a minute, the oldest first. */
  async function begin(count: number) {
    const sub = id();
    const trail = Array.from({ length: count }, (_, place) =>
      activityFor(sub, `e${place}`, "signed_in", now + minutes(place)),
    );
    await use().table.transact(activityParts(trail));
    return { sub, trail: trail.toReversed() };
  }

  describe("Activities.list", () => {
    test("given a trail, when it is listed, then it is there, newest first, and the table tidies each away at its end", async () => {
      const { sub, trail } = await begin(3);
      expect(await port().list(sub, { since, limit: 3 })).toEqual({ activities: trail, more: false });
      const item = await use().table.get(activityKey(sub, trail[0]?.activityId ?? ""));
      expect(item?.ttl).toBe(toEpochSeconds(now + minutes(2) + days(settings.audit.keptDays)));
    });

    test("given more than a page, when it is read page by page, then each comes once, and the last says so", async () => {
      const { sub, trail } = await begin(5);
      const first = await port().list(sub, { since, limit: 2 });
      const second = await port().list(sub, { since, limit: 2, before: first.activities[1]?.activityId });
      const third = await port().list(sub, { since, limit: 2, before: second.activities[1]?.activityId });
      expect([first, second, third].map(({ more }) => more)).toEqual([true, true, false]);
      expect([...first.activities, ...second.activities, ...third.activities]).toEqual(trail);
    });

    test("given a place where nothing stands, when it is listed from there, then what is older comes", async () => {
      const { sub, trail } = await begin(3);
      const before = activityFor(sub, "gone", "signed_in", now + minutes(1) + 1).activityId;
      expect((await port().list(sub, { since, before, limit: 9 })).activities).toEqual(trail.slice(1));
    });

    test.each([
      [0, 1],
      [1, 0],
    ])("given one of %i ms after the oldest shown, when it is listed, then so many are: %i", async (after, shown) => {
      const { sub } = await begin(1);
      expect((await port().list(sub, { since: now + after, limit: 9 })).activities).toHaveLength(shown);
    });

    test("given a place that is too old, when it is listed from there, then nothing is", async () => {
      const { sub } = await begin(1);
      const before = activityFor(sub, "old", "signed_in", since - 1).activityId;
      expect(await port().list(sub, { since, before, limit: 9 })).toEqual({ activities: [], more: false });
    });

    test("given an account with all that it can have, when it is listed, then nothing else is, and the account is read without it", async () => {
      const { sub, read, ids } = await beginAccount(use);
      const before = await read();
      await use().table.transact(activityParts([activityFor(sub, "2", "signed_in")]));
      expect(await kindsOf(use, sub)).toEqual(["signed_in", "account_made"]);
      expect([await read(), await ids()]).toEqual([before, before?.authenticators.map((one) => one.authenticatorId)]);
    });

    test("given the same event twice, when it is kept, then once", async () => {
      const { sub, trail } = await begin(1);
      await use().table.transact(activityParts(trail));
      expect(await kindsOf(use, sub)).toEqual(["signed_in"]);
    });
  });

  describe("Outbox.add, with what is kept of it", () => {
    test("given a notice, when it is added again, then what is kept is what was first", async () => {
      const sub = id();
      const notice = ownNotice("backup_codes_shown", { sub, id: id(), at: now, from: {} });
      const outbox = dynamodbOutbox(use().table);
      await outbox.add(notice, [activityFor(sub, "1", "backup_codes_shown")]);
      await outbox.add(notice, [activityFor(sub, "2", "backup_codes_shown", now + 1)]);
      expect(await kindsOf(use, sub)).toEqual(["backup_codes_shown"]);
    });
  });
}
