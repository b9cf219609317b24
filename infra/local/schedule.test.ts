import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { minutes } from "../../shared/domain/duration.ts";
import { type Clock, installClock } from "./clock.ts";
import { repeat } from "./schedule.ts";

let clock: Clock;
let calls = 0;
let stop = async () => {};

beforeEach(() => {
  clock = installClock();
  calls = 0;
  stop = repeat(minutes(5), async () => {
    calls += 1;
  });
});
afterEach(async () => {
  await stop();
  clock.close();
});

/** Longer than the schedule takes to look at the clock. */
const aWhile = () => setTimeout(500);

test("given five minutes have passed, when the clock is looked at, then it was called, and once", async () => {
  clock.advance(300);
  await aWhile();
  expect(calls).toBe(1);
});

test("given less, when the clock is looked at, then it was not called", async () => {
  clock.advance(298);
  await aWhile();
  expect(calls).toBe(0);
});

test("given hours have passed, when the clock is looked at, then it was called once, and again after the next five minutes", async () => {
  clock.advance(3 * 3600);
  await aWhile();
  clock.advance(300);
  await aWhile();
  expect(calls).toBe(2);
});

test("given the clock was moved back, when five minutes have passed since, then it is called", async () => {
  clock.advance(-3600);
  await aWhile();
  clock.advance(300);
  await aWhile();
  expect(calls).toBe(1);
});

test("given it was stopped, when five minutes have passed, then it is not called", async () => {
  await stop();
  clock.advance(300);
  await aWhile();
  expect(calls).toBe(0);
});
