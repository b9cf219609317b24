import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { now, settings } from "../../test/support/samples.ts";
import { parseSettings } from "../parse-settings.ts";
import { hours } from "./duration.ts";
import { nextShard, type Share, shardLimit, sharesOf } from "./shared-counter.ts";

const shareOf = (changes: Partial<Share> = {}): Share => ({
  scope: "spend",
  key: "2026-11",
  shard: 0,
  shards: 16,
  amount: 1,
  limit: 100,
  closesAt: now,
  ...changes,
});

describe("what a message takes of what everyone shares", () => {
  test("given an SMS, when its shares are made, then its country's hour and the month's money", () => {
    expect(sharesOf("sms", "JP", settings, Date.UTC(2026, 10, 30, 23, 59), 0)).toMatchObject([
      { scope: "country_sends", key: "sms#JP#2026-11-30T23", amount: 1, limit: 2000, closesAt: Date.UTC(2026, 11, 1) },
      { scope: "spend", key: "2026-11", amount: 80_000, limit: 1_000_000_000, closesAt: Date.UTC(2026, 11, 1) },
    ]);
  });
  test("given a call, when its shares are made, then it has a country's counter of its own", () => {
    const [country] = sharesOf("voice", "JP", settings, now, 0);
    expect(country).toMatchObject({ key: expect.stringMatching(/^voice#JP#/), limit: 300 });
  });
  test("given a mail, when its shares are made, then none", () => {
    expect(sharesOf("email", undefined, settings, now, 0)).toEqual([]);
  });
  test("given any hour, when it is over, then the next counter begins", () => {
    const [before, after] = [now, now + hours(1)].map((at) => sharesOf("sms", "JP", settings, at, 0)[0]);
    expect(before?.key).not.toBe(after?.key);
    expect(before?.closesAt).toBeLessThanOrEqual(now + hours(1));
    expect(before?.closesAt).toBeGreaterThan(now);
  });
  test("given a large limit, when chance picks shards, then all sixteen are used", () => {
    const shards = Array.from({ length: 256 }, (_, chance) => sharesOf("sms", "JP", settings, now, chance)[0]?.shard);
    expect(new Set(shards).size).toBe(16);
  });
  test("given a small limit, when it is split, then it is not: a shard would hold next to nothing", () => {
    const small = parseSettings({ sends: { smsPerCountryHour: 30 }, spend: { monthlyUsd: 5 } });
    expect(sharesOf("sms", "JP", small, now, 255).map(({ shards, shard }) => [shards, shard])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});

describe("shards", () => {
  test("given any limit and number of shards, when it is split, then the parts are the whole", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 16 }), (limit, shards) => {
        const parts = Array.from({ length: shards }, (_, shard) => shardLimit(shareOf({ limit, shards, shard })));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(limit);
      }),
    );
  });
  test("given the last shard, when it is full, then the next is the first", () => {
    expect([nextShard(shareOf({ shard: 3 })).shard, nextShard(shareOf({ shard: 15 })).shard]).toEqual([4, 0]);
  });
});
