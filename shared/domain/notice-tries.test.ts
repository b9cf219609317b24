import { expect, test } from "@jest/globals";
import { now } from "../../test/support/samples.ts";
import { days, minutes } from "./duration.ts";
import { isTooOld, waitAfter } from "./notice-tries.ts";

test.each([
  [1, 2],
  [2, 4],
  [5, 32],
  [6, 60],
  [7, 60],
  [5000, 60],
])("given %i tries in vain, when the next is planned, then in %i min", (tries, wait) => {
  expect(waitAfter(tries)).toBe(minutes(wait));
});

test("given a notice that is tried in vain, when seven days are over, then no more", () => {
  expect([isTooOld(now, now + days(7) - 1), isTooOld(now, now + days(7))]).toEqual([false, true]);
});
