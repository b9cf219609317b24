import { randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { minutes } from "../../shared/domain/duration.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import { now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";

const throttleOf = (limit: number, changes: Partial<Throttle> = {}): Throttle => ({
  scope: "subject_failures",
  key: randomUUID(),
  limit,
  window: minutes(10),
  ...changes,
});

export function describeThrottles(use: () => Store): void {
  const throttles = () => dynamodbThrottles(use().table);
  const charge = async (throttle: Throttle, at = now) => (await throttles().charge([throttle], at)).accepted;
  const charges = async ({ scope, key }: Throttle) => (await use().table.get(throttleKey(scope, key)))?.charges;
  /** Charges as often as that, one after the other; how many were accepted. */
  const chargeTimes = async (times: number, throttle: Throttle, at = now) => {
    const outcomes = [];
    for (let time = 0; time < times; time += 1) outcomes.push(await charge(throttle, at));
    return outcomes.filter((accepted) => accepted).length;
  };

  describe("Throttles.standing", () => {
    test("given none, one that is open and its end, when it is looked at, then it says how far it has come, and charges nothing", async () => {
      const throttle = throttleOf(2);
      const standing = (at = now) => throttles().standing(throttle, at);
      expect(await standing()).toEqual({ isOpen: false, charges: 0, closesAt: now + minutes(10) });
      await chargeTimes(2, throttle);
      expect(await standing(now + minutes(10) - 1)).toEqual({ isOpen: true, charges: 2, closesAt: now + minutes(10) });
      expect(await standing(now + minutes(10))).toMatchObject({ isOpen: false, charges: 0 });
      expect(await charges(throttle)).toBe(2);
    });
  });

  describe("Throttles.isAnyFull", () => {
    test("given one below its limit, one at it and its end, when it is asked, then only the one at it in its window is full", async () => {
      const [roomy, full] = [throttleOf(2), throttleOf(2)];
      await chargeTimes(1, roomy);
      await chargeTimes(2, full);
      expect(await throttles().isAnyFull([roomy, throttleOf(1)], now)).toBe(false);
      expect(await throttles().isAnyFull([roomy, full], now + full.window - 1)).toBe(true);
      expect(await throttles().isAnyFull([roomy, full], now + full.window)).toBe(false);
      expect(await charges(full)).toBe(2);
    });
  });

  describe("Throttles.charge", () => {
    test.each([1, 2, 5])("given a limit of %i, when one more is charged, then it is refused", async (limit) => {
      expect(await chargeTimes(limit + 1, throttleOf(limit))).toBe(limit);
    });

    test("given a full window, when it refuses, then it says which and until when", async () => {
      const throttle = throttleOf(1);
      await charge(throttle);
      expect(await throttles().charge([throttle], now + minutes(3))).toEqual({
        accepted: false,
        refusedBy: throttle,
        until: now + minutes(10),
      });
    });

    test("given a full window, when its last moment is there, then it still refuses", async () => {
      const throttle = throttleOf(1);
      await charge(throttle);
      expect(await charge(throttle, now + minutes(10) - 1)).toBe(false);
    });

    test("given a full window, when its end is there, then it counts from the beginning, deleted or not", async () => {
      const throttle = throttleOf(2);
      await chargeTimes(2, throttle);
      expect(await chargeTimes(3, throttle, now + minutes(10))).toBe(2);
    });

    test("given a charge late in the window, when its end is there, then the end has not moved", async () => {
      const throttle = throttleOf(2);
      await charge(throttle);
      await charge(throttle, now + minutes(10) - 1);
      expect(await charge(throttle, now + minutes(10))).toBe(true);
    });

    test("given several throttles, when one is full, then it is named, and none is charged", async () => {
      const [full, free] = [throttleOf(1), throttleOf(5, { scope: "source_failures" })];
      await charge(full);
      expect(await throttles().charge([free, full], now)).toMatchObject({ accepted: false, refusedBy: full });
      expect([await charges(free), await charges(full)]).toEqual([0, 1]);
    });

    test("given the same key in two scopes, when one is full, then the other is not", async () => {
      const full = throttleOf(1);
      await charge(full);
      expect(await charge({ ...full, scope: "source_failures" })).toBe(true);
    });

    test("given an operator lowers the limit, when it is charged, then what was counted counts", async () => {
      const throttle = throttleOf(5);
      await chargeTimes(3, throttle);
      expect(await charge({ ...throttle, limit: 3 })).toBe(false);
    });

    test.each([
      1, 7, 30,
    ])("given a limit of %i, when 100 charge at once, then just so many are accepted", async (limit) => {
      const throttle = throttleOf(limit);
      const outcomes = await atOnce(100, () => charge(throttle));
      expect(outcomes.filter((accepted) => accepted)).toHaveLength(limit);
    });

    test("given a window that has ended, when 100 charge at once, then just as many as the limit are accepted", async () => {
      const throttle = throttleOf(7);
      await chargeTimes(7, throttle);
      const outcomes = await atOnce(100, () => charge(throttle, now + minutes(10)));
      expect(outcomes.filter((accepted) => accepted)).toHaveLength(7);
    });

    test("given room for all, when 30 charge at once, then 30 are counted", async () => {
      const throttle = throttleOf(100);
      await atOnce(30, () => charge(throttle));
      expect(await charges(throttle)).toBe(30);
    });

    test.each([
      ["first", 0],
      ["second", 1],
    ])("given the answer is lost, when the %s charge is made, then it is accepted and counts once", async (_, before) => {
      const throttle = throttleOf(5);
      await chargeTimes(before, throttle);
      use().loseAnswers(1);
      expect(await charge(throttle)).toBe(true);
      expect(await charges(throttle)).toBe(before + 1);
    });

    test("given the answer is lost, when the last charge is made, then it is accepted", async () => {
      const throttle = throttleOf(2);
      await charge(throttle);
      use().loseAnswers(1);
      expect(await charge(throttle)).toBe(true);
    });
  });

  describe("Throttles.refund", () => {
    test("given a full window, when a charge is taken back, then one more is accepted, and not two", async () => {
      const throttle = throttleOf(3);
      await chargeTimes(3, throttle);
      await throttles().refund([throttle], now);
      expect(await chargeTimes(2, throttle)).toBe(1);
    });

    test("given nothing was charged, when it is taken back, then nothing is gained", async () => {
      const throttle = throttleOf(2);
      await throttles().refund([throttle], now);
      expect(await chargeTimes(3, throttle)).toBe(2);
    });

    test("given all was taken back, when more is, then nothing is gained", async () => {
      const throttle = throttleOf(2);
      await charge(throttle);
      for (const _ of [1, 2, 3]) await throttles().refund([throttle], now);
      expect(await chargeTimes(3, throttle)).toBe(2);
    });

    test("given the window has ended, when a charge of it is taken back, then the next window has no more room", async () => {
      const throttle = throttleOf(2);
      await charge(throttle);
      await throttles().refund([throttle], now + minutes(10));
      expect(await charges(throttle)).toBe(1);
    });

    test("given the answer is lost, when a charge is taken back, then once", async () => {
      const throttle = throttleOf(3);
      await chargeTimes(3, throttle);
      use().loseAnswers(1);
      await throttles().refund([throttle], now);
      expect(await charges(throttle)).toBe(2);
    });

    test("given 50 are charged and taken back at once, when all is done, then nothing stays charged", async () => {
      const throttle = throttleOf(100);
      await charge(throttle);
      await atOnce(50, async () => {
        await charge(throttle);
        await throttles().refund([throttle], now);
      });
      expect(await charges(throttle)).toBe(1);
    });
  });
}
