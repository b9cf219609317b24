import { describe, expect, test } from "@jest/globals";
import { dynamodbConversions } from "../../shared/adapters/dynamodb/conversions.ts";
import { pausesPartition } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbSendingStates } from "../../shared/adapters/dynamodb/sending-states.ts";
import { type Area, beginning, type Entry } from "../../shared/domain/conversion.ts";
import { days, hours, minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";

const areaOf = (name = `country#${id()}`): Area => ({ kind: "country", name });
const entryOf = (areas: readonly Area[], changes: Partial<Entry> = {}): Entry => ({
  id: id(),
  areas,
  at: now,
  sends: 1,
  verified: 0,
  ...changes,
});
const entered = { sends: 0, verified: 1 } as const;
const entriesOf = (count: number, area: Area) => Array.from({ length: count }, () => entryOf([area]));

export function describeConversions(use: () => Store): void {
  const conversions = () => dynamodbConversions(use().table);
  const countsOf = async (area: Area) => {
    const { slots, days: kept } = await conversions().find(area, "enforce");
    const of = (all: typeof slots) => all.map(({ from, sends, verified }) => ({ from, sends, verified }));
    return { slots: of(slots), days: of(kept) };
  };
  const sends = async (area: Area) => (await countsOf(area)).slots.reduce((sum, count) => sum + count.sends, 0);
  const isPaused = async ({ name }: Area, at = now) =>
    (await dynamodbSendingStates(use().table).read(at)).paused.has(name);
  const slot = beginning("slot", now);

  describe("Conversions.count", () => {
    test("given messages and codes entered, when they are counted, then they stand by slot and day, in each area", async () => {
      const [one, other] = [areaOf(), areaOf()];
      await conversions().count([
        entryOf([one, other]),
        entryOf([one], { ...entered, at: now + minutes(10) }),
        entryOf([one], { sends: -1 }),
        entryOf([one]),
      ]);
      expect(await countsOf(one)).toEqual({
        slots: [
          { from: slot, sends: 1, verified: 0 },
          { from: slot + minutes(10), sends: 0, verified: 1 },
        ],
        days: [{ from: beginning("day", now), sends: 0, verified: 1 }],
      });
      expect(await countsOf(other)).toEqual({ slots: [{ from: slot, sends: 1, verified: 0 }], days: [] });
    });

    test("given nothing, when it is counted, then nothing stands", async () => {
      await conversions().count([]);
      expect(await countsOf(areaOf())).toEqual({ slots: [], days: [] });
    });

    test("given entries that were counted, when they come again beside new ones, then only the new ones are added", async () => {
      const area = areaOf();
      const [first, second, third] = [entryOf([area]), entryOf([area]), entryOf([area])];
      await conversions().count([first, second]);
      await conversions().count([second, third]);
      await conversions().count([first, second, third]);
      expect(await sends(area)).toBe(3);
    });

    test("given the same entry twice in a batch, when it is counted, then once", async () => {
      const area = areaOf();
      const entry = entryOf([area]);
      await conversions().count([entry, entry]);
      expect(await sends(area)).toBe(1);
    });

    test("given more than a transaction takes, each to other areas and times, when they are counted, then all are", async () => {
      const country = areaOf();
      const entries = Array.from({ length: 60 }, (_, place) =>
        entryOf([country, areaOf()], { verified: 1, at: now + place * days(1) }),
      );
      await conversions().count(entries);
      expect(await sends(country)).toBe(60);
    });

    test("given the answer is lost, when a batch is counted, then once", async () => {
      const area = areaOf();
      use().loseAnswers(1);
      await conversions().count(entriesOf(3, area));
      expect(await sends(area)).toBe(3);
    });

    test("given ten shards, when they count the same batch at once, then it is counted once", async () => {
      const area = areaOf();
      const entries = entriesOf(5, area);
      await atOnce(10, () => conversions().count(entries));
      expect(await sends(area)).toBe(5);
    });

    test("given ten shards, when each counts a batch of its own at once, then all are counted", async () => {
      const area = areaOf();
      await atOnce(10, () => conversions().count(entriesOf(5, area)));
      expect(await sends(area)).toBe(50);
    });

    test("given it was counted, when it is kept, then a slot for 25 h after it and a day for 15 days", async () => {
      const area = areaOf();
      await conversions().count([entryOf([area], { sends: 1, verified: 1 })]);
      const items = await use().table.query(`CONVERSIONS#${area.name}`);
      expect(items.map(({ ttl }) => ttl)).toEqual([
        toEpochSeconds(beginning("day", now) + days(16)),
        toEpochSeconds(slot + minutes(10) + hours(25)),
      ]);
    });
  });

  describe("Conversions.pause", () => {
    const until = now + minutes(60);

    test("given an area, when it is paused, then senders see it until its end", async () => {
      const area = areaOf();
      expect(await conversions().pause(area, "enforce", until, now)).toBe(true);
      expect([await isPaused(area), await isPaused(area, until - 1), await isPaused(area, until)]).toEqual([
        true,
        true,
        false,
      ]);
    });

    test("given a pause, when its end is past, then it is remembered as the newest", async () => {
      const area = areaOf();
      await conversions().pause(area, "enforce", until, now);
      expect(await conversions().find(area, "enforce")).toMatchObject({ pausedUntil: until });
    });

    test("given it is only recorded, when it would be paused, then it is remembered, and senders see nothing", async () => {
      const area = areaOf();
      expect(await conversions().pause(area, "record", until, now)).toBe(true);
      expect(await isPaused(area)).toBe(false);
      expect(await conversions().find(area, "record")).toMatchObject({ pausedUntil: until });
      expect(await conversions().find(area, "enforce")).toMatchObject({ pausedUntil: undefined });
    });

    test.each([
      "enforce",
      "record",
    ] as const)("given a pause to %s, when it is paused again, then only after its end", async (mode) => {
      const area = areaOf();
      const again = (at: number) => conversions().pause(area, mode, at + minutes(60), at);
      expect([await again(now), await again(until - 1), await again(until)]).toEqual([true, false, true]);
    });

    test("given twenty shards, when all pause at once, then one did", async () => {
      const area = areaOf();
      const outcomes = await atOnce(20, () => conversions().pause(area, "enforce", until, now));
      expect(outcomes.filter((isNew) => isNew)).toHaveLength(1);
    });

    test("given the answer is lost, when it is paused, then this call did", async () => {
      use().loseAnswers(1);
      expect(await conversions().pause(areaOf(), "enforce", until, now)).toBe(true);
    });

    test("given a pause, when it is kept, then no longer than it lasts where senders look", async () => {
      const area = areaOf();
      await conversions().pause(area, "enforce", until, now);
      expect((await use().table.get({ PK: pausesPartition, SK: area.name }))?.ttl).toBe(toEpochSeconds(until));
    });
  });
}
