import { describe, expect, test } from "@jest/globals";
import { createServerClock } from "./server-clock.ts";

describe("the server's clock", () => {
  test("given a device that is an hour ahead, when an answer has come, then times are the server's", () => {
    const clock = createServerClock(() => Date.parse("2026-01-01T11:00:00Z"));
    clock.observe("Thu, 01 Jan 2026 10:00:00 GMT");
    expect(new Date(clock.now()).toISOString()).toBe("2026-01-01T10:00:00.000Z");
  });
  test("given an answer without a usable date, when it has come, then what was known stays", () => {
    const clock = createServerClock(() => 1_000_000);
    clock.restore(-5000);
    clock.observe(null);
    clock.observe("soon");
    expect(clock.now()).toBe(995_000);
    expect(clock.offset()).toBe(-5000);
  });
});
