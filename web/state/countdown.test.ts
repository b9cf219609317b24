import { describe, expect, test } from "@jest/globals";
import { secondsUntil, timeParts } from "./countdown.ts";

describe("countdown", () => {
  test("given a part of a second left, when it is told, then it counts as a whole one", () => {
    expect(secondsUntil(10_001, 10_000)).toBe(1);
    expect(secondsUntil(11_001, 10_000)).toBe(2);
  });
  test("given the instant itself or later, when it is told, then nothing is left", () => {
    expect(secondsUntil(10_000, 10_000)).toBe(0);
    expect(secondsUntil(10_000, 99_000)).toBe(0);
  });
  test("given seconds, when they are cut for words, then minutes and hours carry over at 60", () => {
    expect(timeParts(59)).toEqual({ hours: 0, minutes: 0, seconds: 59 });
    expect(timeParts(60)).toEqual({ hours: 0, minutes: 1, seconds: 0 });
    expect(timeParts(3600)).toEqual({ hours: 1, minutes: 0, seconds: 0 });
    expect(timeParts(3661)).toEqual({ hours: 1, minutes: 1, seconds: 1 });
  });
});
