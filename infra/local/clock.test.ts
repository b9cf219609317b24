import { afterEach, describe, expect, test } from "@jest/globals";
import { type Clock, installClock, realNow } from "./clock.ts";

let clock: Clock | undefined;
afterEach(() => clock?.close());

const near = (milliseconds: number) => Math.round((milliseconds - realNow()) / 1000);

describe("the clock of the handlers", () => {
  test("given an hour's move, when the time is read in any way, then it is an hour on", () => {
    clock = installClock();
    clock.advance(3000);
    clock.advance(600);
    expect([Date.now(), Date.parse(new Date().toISOString()), clock.now()].map(near)).toEqual([3600, 3600, 3600]);
  });

  test("given a move back, when it is reset, then it is the machine's again", () => {
    clock = installClock();
    clock.advance(-30);
    expect(near(Date.now())).toBe(-30);
    clock.reset();
    expect(near(Date.now())).toBe(0);
  });

  test("given a moved clock, when a date is made of something, then it is that date", () => {
    clock = installClock();
    clock.advance(1e6);
    const made = new Date("2026-01-02T03:04:05Z");
    expect(made.toISOString()).toBe("2026-01-02T03:04:05.000Z");
    expect(made).toBeInstanceOf(Date);
    expect(Date.UTC(2026, 0, 2, 3, 4, 5)).toBe(made.getTime());
  });

  test("given a moved clock, when it is closed, then Date is as before", () => {
    const before = Date;
    clock = installClock();
    clock.advance(60);
    clock.close();
    expect(Date).toBe(before);
    expect(near(Date.now())).toBe(0);
  });
});
