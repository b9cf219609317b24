import { describe, expect, test } from "@jest/globals";
import { challengeOf, loginOf, now } from "../../test/support/samples.ts";
import { minutes, seconds } from "./duration.ts";
import { afterPoll, type Pace, pollIntervalOf } from "./poll-pace.ts";

/** How many of the reads at these times, in ms, pass. */
function passing(times: readonly number[]): number {
  let pace: Pace | undefined;
  let passed = 0;
  for (const at of times) {
    const next = afterPoll(pace, now + at);
    if ("tooEarlyBy" in next) continue;
    pace = next;
    passed += 1;
  }
  return passed;
}
const every = (interval: number, count: number) => Array.from({ length: count }, (_, place) => place * interval);

describe("the pace of reads", () => {
  test("given reads as they are asked for, when they come for half an hour, then all pass", () => {
    expect(passing(every(seconds(2), 900))).toBe(900);
  });
  test("given reads that come a little early now and then, when they keep the pace, then all pass", () => {
    expect(passing(every(seconds(2), 900).map((at, place) => at + (place % 2 === 0 ? 300 : 0)))).toBe(900);
  });
  test("given reads at once, when they come, then five pass, and one more after two seconds", () => {
    expect(passing([0, 0, 0, 0, 0, 0, 0])).toBe(5);
    expect(passing([0, 0, 0, 0, 0, 0, 1999])).toBe(5);
    expect(passing([0, 0, 0, 0, 0, 0, 2000])).toBe(6);
  });
  test("given a read a second, when it comes for a minute, then about half pass", () => {
    expect(passing(every(seconds(1), 60))).toBe(34);
  });
  test("given a read too early, then it says how long to wait, and costs nothing", () => {
    expect(afterPoll({ left: 0, at: now }, now + 500)).toEqual({ tooEarlyBy: 1500 });
  });
  test("given a clock that went back, when it is read, then nothing is regained and nobody waits longer for it", () => {
    expect(afterPoll({ left: 1, at: now }, now - minutes(5))).toEqual({ left: 0, at: now - minutes(5) });
    expect(afterPoll({ left: 0, at: now }, now - minutes(5))).toEqual({ tooEarlyBy: seconds(2) });
  });
});

describe("the interval that a screen is told", () => {
  test.each([
    ["nothing is asked", undefined, 2],
    ["it was asked just now", challengeOf(), 2],
    ["it was asked almost two minutes ago", challengeOf({ lastSentAt: now - minutes(2) + 1 }), 2],
    ["it was asked two minutes ago", challengeOf({ lastSentAt: now - minutes(2) }), 5],
    [
      "another device was asked almost ten minutes ago",
      challengeOf({ approval: { asksMatch: true }, lastSentAt: now - minutes(10) + 1, expiresAt: now + minutes(20) }),
      2,
    ],
    [
      "another device was asked ten minutes ago",
      challengeOf({ approval: { asksMatch: true }, lastSentAt: now - minutes(10), expiresAt: now + minutes(20) }),
      5,
    ],
  ] as const)("given %s, then it is as long as people need", (_, challenge, interval) => {
    expect(pollIntervalOf(loginOf({ challenge }), now)).toBe(seconds(interval));
  });
});
