import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { now } from "../../test/support/samples.ts";
import { beginning } from "./conversion.ts";
import { days, hours, minutes } from "./duration.ts";
import { type Count, type Evidence, evidenceOf, type History, isPumped, mayGoUnentered } from "./fraud-guard.ts";

const evidence = (changes: Partial<Evidence>): Evidence => ({ sends: 0, verified: 0, peakDay: 0, ...changes });
/** So many messages, of which so many are never entered. */
const unentered = (count: number, sends: number, peakDay = 0) => evidence({ sends, verified: sends - count, peakDay });

describe("whether messages are pumped", () => {
  test.each([
    ["the floor", unentered(50, 60), unentered(51, 60)],
    ["a fifth of what was sent", unentered(200, 1000), unentered(201, 1000)],
    ["a fifth of the best day", unentered(300, 400, 1500), unentered(301, 400, 1500)],
  ])("given %s is the most, when just so many go unentered, then not; one more, then yes", (_, most, more) => {
    expect([isPumped(most, 50), isPumped(more, 50)]).toEqual([false, true]);
  });

  test("given codes were taken back and entered late, when more were entered than sent, then not", () => {
    expect(isPumped(evidence({ sends: 1, verified: 400 }), 10)).toBe(false);
  });

  const floors = fc.integer({ min: 10, max: 100_000 });
  const counts = fc.nat(200_000);
  const places = fc.record({ sends: counts, verified: counts, peakDay: counts });

  test("given any place, when more codes are entered, then it is never the sooner pumped", () => {
    fc.assert(
      fc.property(places, floors, counts, (place, floor, more) => {
        const better = { ...place, verified: place.verified + more };
        expect(isPumped(better, floor) && !isPumped(place, floor)).toBe(false);
      }),
    );
  });

  test("given any place, when more messages go unentered, then it is never the later pumped", () => {
    fc.assert(
      fc.property(places, floors, counts, (place, floor, more) => {
        const worse = { ...place, sends: place.sends + more };
        expect(isPumped(place, floor) && !isPumped(worse, floor)).toBe(false);
      }),
    );
  });

  test("given any place, when floor or best day are higher, then it is never the sooner pumped", () => {
    fc.assert(
      fc.property(places, floors, counts, counts, (place, floor, higher, better) => {
        const excused = isPumped({ ...place, peakDay: place.peakDay + better }, floor + higher);
        expect(excused && !isPumped(place, floor)).toBe(false);
      }),
    );
  });

  test("given any place where four in five are entered, when it is judged, then it is not pumped", () => {
    fc.assert(
      fc.property(counts, floors, (fifths, floor) => {
        expect(isPumped(evidence({ sends: 5 * fifths, verified: 4 * fifths }), floor)).toBe(false);
      }),
    );
  });

  test("given any place, when what may go unentered is asked, then never less than the floor", () => {
    fc.assert(
      fc.property(places, floors, (place, floor) => expect(mayGoUnentered(place, floor)).toBeGreaterThanOrEqual(floor)),
    );
  });
});

describe("the evidence", () => {
  const codeLife = minutes(5);
  const slot = beginning("slot", now);
  const day = beginning("day", now);
  const one = (from: number): Count => ({ from, sends: 3, verified: 2 });
  const history = (changes: Partial<History>): History => ({ slots: [], days: [], pausedUntil: undefined, ...changes });
  const weighed = (from: number, at: number, pausedUntil?: number) =>
    evidenceOf(history({ slots: [one(from)], pausedUntil }), codeLife, at);

  test("given several slots, when they are weighed, then together", () => {
    const slots = [one(slot - hours(1)), one(slot - hours(2))];
    expect(evidenceOf(history({ slots }), codeLife, now)).toEqual({ sends: 6, verified: 4, peakDay: 0 });
  });

  test.each([
    ["a moment before its last code is dead", 0, slot + minutes(15) - 1],
    ["when its last code is dead", 3, slot + minutes(15)],
    ["a day after its last message", 3, slot + hours(24) + minutes(10) - 1],
    ["later", 0, slot + hours(24) + minutes(10)],
  ])("given a slot of 3 messages, when it is weighed %s, then %i of them count", (_, sends, at) => {
    expect(weighed(slot, at).sends).toBe(sends);
  });

  test.each([
    ["before a pause ended", 0, -minutes(10)],
    ["as it ended", 3, 0],
    ["after it", 3, minutes(10)],
  ])("given a slot of 3 messages %s, when it is weighed, then %i of them count", (_, sends, offset) => {
    expect(weighed(slot + offset, slot + hours(3), slot + minutes(4)).sends).toBe(sends);
  });

  test.each([
    ["14 days ago", 700, day - days(14)],
    ["15 days ago", 0, day - days(15)],
    ["today", 700, day],
  ])("given a day of 700 entered %s, when it is weighed, then the best day has %i", (_, peakDay, from) => {
    const best = [{ from, sends: 0, verified: 700 }];
    expect(evidenceOf(history({ days: best }), codeLife, now).peakDay).toBe(peakDay);
  });

  test("given several days, when they are weighed, then the best one counts", () => {
    const some = [300, 700, 500].map((verified, ago) => ({ from: day - days(ago), sends: 0, verified }));
    expect(evidenceOf(history({ days: some }), codeLife, now).peakDay).toBe(700);
  });

  test.each([
    ["a moment less than a day ago", 0, now - hours(24) + 1],
    ["a day ago", 700, now - hours(24)],
  ])("given a day of 700 entered and a pause that ended %s, when it is weighed, then the best day has %i", (_, peakDay, pausedUntil) => {
    const best = [{ from: day - days(1), sends: 0, verified: 700 }];
    expect(evidenceOf(history({ days: best, pausedUntil }), codeLife, now).peakDay).toBe(peakDay);
  });
});
