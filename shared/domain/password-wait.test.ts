import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { seconds } from "./duration.ts";
import { waitAfter } from "./password-wait.ts";

const setting = { freeAttempts: 5, firstWaitSeconds: 1, longestWaitSeconds: 900 };

describe("waits after wrong passwords", () => {
  test.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [14, 512],
    [15, 900],
    [16, 900],
    [1_000_000, 900],
  ])("given the %ith wrong password in a row, when it is told, then the wait is %i s", (count, wait) => {
    expect(waitAfter(count, setting)).toBe(seconds(wait));
  });

  test("given a first wait that is longer than the longest, when it is told, then it is the longest", () => {
    expect(waitAfter(5, { ...setting, firstWaitSeconds: 60, longestWaitSeconds: 30 })).toBe(seconds(30));
  });

  test("given any setting, when one more password is wrong, then the wait never shrinks nor passes the longest", () => {
    const any = fc.record({
      freeAttempts: fc.integer({ min: 1, max: 20 }),
      firstWaitSeconds: fc.integer({ min: 1, max: 60 }),
      longestWaitSeconds: fc.integer({ min: 60, max: 3600 }),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 10_000 }), (chosen, count) => {
        const [wait, next] = [waitAfter(count, chosen), waitAfter(count + 1, chosen)];
        expect(next).toBeGreaterThanOrEqual(wait);
        expect(next).toBeLessThanOrEqual(seconds(chosen.longestWaitSeconds));
      }),
    );
  });
});
