import { describe, expect, test } from "@jest/globals";
import { beginning, type Entry } from "../../shared/domain/conversion.ts";
import { days, hours, type Instant, minutes, seconds } from "../../shared/domain/duration.ts";
import { now } from "../../test/support/samples.ts";
import { lived, memoryConversions, type Person, people } from "../../test/support/trace.ts";

const start = beginning("day", now);
const anywhere = (place: number) => `honest-${place % 997}`;
const oneBlock = () => "block";
const farApart = (place: number) => `far-${place}`;

/** A guard that remembers 14 days, each with so many codes entered in the country. */
async function rememberingDays(verified: number) {
  const memory = memoryConversions();
  const past = Array.from(
    { length: 14 },
    (_, ago): Entry => ({
      id: `day ${ago}`,
      areas: [{ kind: "country", name: "country#JP" }],
      at: start - days(ago + 1),
      sends: 0,
      verified,
    }),
  );
  await memory.conversions.count(past);
  return memory;
}
const within = (all: readonly Person[], from: Instant, to: Instant) => all.filter(({ at }) => at >= from && at < to);
/** A day of honest people, of whom so many in a hundred enter their code. */
const honestDay = (count: number, entersPercent: number, from = start) =>
  people(count, from, hours(24) / count, entersPercent, anywhere);

describe("an attack", () => {
  test("given a thousand neighbours in an hour among honest people, when it goes on, then their block is paused as soon as its first codes are dead, and the country is not", async () => {
    const memory = await rememberingDays(2500);
    const attack = people(1000, start + hours(12), seconds(3.6), 0, oneBlock);
    const sent = await lived([...honestDay(2000, 90), ...attack], memory);
    expect(memory.pauses).toEqual([{ area: "prefix#block", at: start + hours(12) + minutes(15) }]);
    expect(sent.filter(({ prefix }) => prefix === "block")).toHaveLength(251);
  });

  test("given a drip of one in 20 min into a block, when it goes on for a day, then it is paused after the floor", async () => {
    const memory = memoryConversions();
    const sent = await lived(people(100, start, minutes(20), 0, oneBlock), memory);
    const [first = { at: 0 }] = memory.pauses;
    expect(within(sent, start, first.at + 1)).toHaveLength(52);
  });

  test("given a drip of one in 30 min into a block, when it goes on for a week, then it stays below the floor", async () => {
    const memory = memoryConversions();
    await lived(people(7 * 48, start, minutes(30), 0, oneBlock), memory);
    expect(memory.pauses).toEqual([]);
  });

  test("given one number a block over a whole country, when as much is unentered as the best day excuses, then the country is paused, and no block", async () => {
    const memory = await rememberingDays(850);
    const attack = people(1000, start + hours(12), seconds(10), 0, farApart);
    await lived([...honestDay(1000, 85), ...attack], memory);
    expect(new Set(memory.pauses.map(({ area }) => area))).toEqual(new Set(["country#JP"]));
  });

  test("given it goes on after the pause, when it has had the floor again, then it is paused again, whatever the best day was", async () => {
    const memory = await rememberingDays(10_000);
    const sent = await lived(people(9000, start, seconds(5), 0, farApart), memory);
    const [first = { at: 0 }, second = { at: 0 }] = memory.pauses;
    expect(within(sent, start, first.at).length).toBeGreaterThan(2000);
    expect(within(sent, first.at + minutes(60), second.at).length).toBeLessThan(700);
  });
});

describe("honest people", () => {
  test("given days of 1000, when one has five times as many who enter as always, then nothing is paused", async () => {
    const memory = await rememberingDays(850);
    const sent = await lived(honestDay(5000, 85), memory);
    expect({ sent: sent.length, pauses: memory.pauses }).toEqual({ sent: 5000, pauses: [] });
  });

  test("given days of 1000, when all that one day has comes in an hour, then nothing is paused", async () => {
    const memory = await rememberingDays(850);
    await lived(people(5000, start + hours(20), seconds(0.72), 85, anywhere), memory);
    expect(memory.pauses).toEqual([]);
  });

  test("given days of 1000, when one has five times as many of whom a quarter enter nothing, then it is paused", async () => {
    const memory = await rememberingDays(850);
    await lived(honestDay(5000, 75), memory);
    expect(memory.pauses).not.toEqual([]);
  });

  test.each([
    ["a busy fortnight", 8500, true],
    ["nothing", 0, false],
  ])("given a quiet day after %s, when a third of 3000 enter nothing, then sending stays open: %s", async (_, best, isOpen) => {
    const memory = await rememberingDays(best);
    await lived(honestDay(3000, 67), memory);
    expect(memory.pauses.length === 0).toBe(isOpen);
  });

  test("given an attack that has ended, when the pause is over, then they get through for as long as they come", async () => {
    const memory = await rememberingDays(850);
    const attack = people(900, start, seconds(3), 0, farApart);
    const after = honestDay(2000, 85, start + hours(2));
    const sent = await lived([...attack, ...after], memory);
    expect(memory.pauses).toHaveLength(1);
    expect(within(sent, start + hours(2), start + days(2))).toHaveLength(2000);
  });
});
