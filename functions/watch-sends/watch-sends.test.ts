import { describe, expect, test } from "@jest/globals";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import { now } from "../../test/support/samples.ts";
import { changesOf, memoryConversions, people, watched } from "../../test/support/trace.ts";

const block = () => "block";
/** Eleven who enter nothing and a last one a quarter of an hour later, when the codes of the others are dead. */
const strangers = people(11, now, seconds(1), 0, block).map((person) => changesOf(person).asks);
const last = people(1, now + minutes(20), 0, 0, block).map((person) => changesOf(person).asks);
const later = now + minutes(20);
const [country, prefix] = ["country#JP", "prefix#block"];

describe("watching what is sent", () => {
  test("given more unentered than the floor, when the next is sent there, then country and block are paused and logged", async () => {
    const memory = memoryConversions();
    await watched(strangers, memory, now, { countryFloor: 10, blockFloor: 10 });
    expect(await watched(last, memory, later, { countryFloor: 10, blockFloor: 10 })).toEqual([
      "sending_paused country",
      "sending_paused prefix",
    ]);
    expect([country, prefix].map((area) => memory.isPaused(area, later + minutes(60) - 1))).toEqual([true, true]);
  });

  test("given it only records, when that happens, then it is logged and nothing is paused", async () => {
    const memory = memoryConversions();
    const guard = { countryFloor: 10, blockFloor: 10, mode: "record" } as const;
    await watched(strangers, memory, now, guard);
    expect(await watched(last, memory, later, guard)).toEqual([
      "sending_would_pause country",
      "sending_would_pause prefix",
    ]);
    expect([country, prefix].map((area) => memory.isPaused(area, later))).toEqual([false, false]);
  });

  test.each([
    "enforce",
    "record",
  ] as const)("given %s, when more come before the pause is over, then it is not told again", async (mode) => {
    const memory = memoryConversions();
    const guard = { countryFloor: 10, blockFloor: 10, mode };
    await watched(strangers, memory, now, guard);
    await watched(last, memory, later, guard);
    const more = people(30, later + minutes(1), seconds(1), 0, block).map((person) => changesOf(person).asks);
    expect(await watched(more, memory, later + minutes(30), guard)).toEqual([]);
  });

  test("given more than the floor, when two are sent at once, then each area is told once", async () => {
    const memory = memoryConversions();
    await watched(strangers, memory, now, { countryFloor: 10, blockFloor: 10 });
    const [next] = people(1, later - 1, 0, 0, block).map((person) => changesOf(person).asks);
    const batches = [last, next === undefined ? [] : [next]];
    const told = await Promise.all(
      batches.map((batch) => watched(batch, memory, later, { countryFloor: 10, blockFloor: 10 })),
    );
    expect(told.flat()).toEqual(["sending_paused country", "sending_paused prefix"]);
  });

  test("given it is off, when messages are sent, then nothing is counted", async () => {
    const memory = memoryConversions();
    await watched(strangers, memory, now, { mode: "off" });
    expect(memory.counted.size).toBe(0);
  });

  test("given it only recorded and is told to enforce, when the next is sent, then it is paused for what was counted", async () => {
    const memory = memoryConversions();
    await watched(strangers, memory, now, { countryFloor: 10, blockFloor: 10, mode: "record" });
    await watched(last, memory, later, { countryFloor: 10, blockFloor: 10, mode: "record" });
    const [next] = people(1, later + minutes(1), 0, 0, block).map((person) => changesOf(person).asks);
    expect(
      await watched(next === undefined ? [] : [next], memory, later + minutes(1), { countryFloor: 10, blockFloor: 10 }),
    ).toHaveLength(2);
  });

  test("given a batch that came before, when it comes again and again, then it is not the nearer to a pause", async () => {
    const memory = memoryConversions();
    const some = strangers.slice(0, 6);
    for (const _ of [1, 2, 3]) await watched(some, memory, now, { countryFloor: 10, blockFloor: 10 });
    expect(await watched(last, memory, later, { countryFloor: 10, blockFloor: 10 })).toEqual([]);
  });

  test("given just the floor, when the next is sent, then nothing is paused", async () => {
    const memory = memoryConversions();
    await watched(strangers.slice(1), memory, now, { countryFloor: 10, blockFloor: 10 });
    expect(await watched(last, memory, later, { countryFloor: 10, blockFloor: 10 })).toEqual([]);
  });

  test("given it is told only of codes that were entered, when it could pause, then it waits for a message", async () => {
    const memory = memoryConversions();
    await watched(strangers, memory, now, { countryFloor: 10, blockFloor: 10 });
    const entered = people(1, now, 0, 100, () => "elsewhere").map((person) => changesOf(person).enters);
    expect(await watched(entered, memory, later, { countryFloor: 10, blockFloor: 10 })).toEqual([]);
  });

  test("given another length of a pause, when it is paused, then for that long", async () => {
    const memory = memoryConversions();
    const guard = { countryFloor: 10, blockFloor: 10, pauseMinutes: 90 };
    await watched(strangers, memory, now, guard);
    await watched(last, memory, later, guard);
    const ends = later + minutes(90);
    expect([ends - 1, ends].map((at) => memory.isPaused(country, at))).toEqual([true, false]);
  });
});
