import { describe, expect, test } from "@jest/globals";
import { minutes, toEpochSeconds, toRfc3339, toSeconds } from "./duration.ts";

describe("durations", () => {
  test("given minutes, when they are made, then they count milliseconds", () => {
    expect(minutes(10)).toBe(600_000);
  });
  test("given a wait of less than a second, when it is told in seconds, then it is rounded up", () => {
    expect(toSeconds(1)).toBe(1);
    expect(toSeconds(1000)).toBe(1);
    expect(toSeconds(1001)).toBe(2);
  });
  test("given an instant, when it is told, then it is RFC 3339 in UTC", () => {
    expect(toRfc3339(1_700_000_000_999)).toBe("2023-11-14T22:13:20Z");
    expect(toEpochSeconds(1_700_000_000_999)).toBe(1_700_000_000);
  });
});
