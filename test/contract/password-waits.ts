import { randomUUID } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { dynamodbPasswordWaits } from "../../shared/adapters/dynamodb/password-waits.ts";
import { seconds } from "../../shared/domain/duration.ts";
import { passwordMemory } from "../../shared/domain/password-wait.ts";
import { now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";

const setting = { freeAttempts: 5, firstWaitSeconds: 1, longestWaitSeconds: 900 };

export function describePasswordWaits(use: () => Store): void {
  const waits = () => dynamodbPasswordWaits(use().table);
  const charge = (key: string, at = now) => waits().charge(key, setting, at);
  const chargeTimes = async (times: number, key: string) => {
    const outcomes = [];
    for (let time = 0; time < times; time += 1) outcomes.push(await charge(key));
    return outcomes;
  };

  describe("PasswordWaits", () => {
    test("given free attempts, when they are charged, then each is numbered, and the next must wait", async () => {
      expect(await chargeTimes(6, randomUUID())).toEqual([
        { count: 1 },
        { count: 2 },
        { count: 3 },
        { count: 4 },
        { count: 5 },
        { waitUntil: now + seconds(1) },
      ]);
    });

    test("given a wait, when its last moment is there, then it is still to be waited", async () => {
      const key = randomUUID();
      await chargeTimes(5, key);
      await waits().extend(key, now + seconds(64));
      expect(await charge(key, now + seconds(64) - 1)).toEqual({ waitUntil: now + seconds(64) });
    });

    test("given a try that is taken back, when the next comes, then it has its number, and waits as if it were the first", async () => {
      const key = randomUUID();
      await chargeTimes(4, key);
      await waits().refund(key, now);
      expect(await chargeTimes(2, key)).toEqual([{ count: 4 }, { count: 5 }]);
      await waits().extend(key, now + seconds(64));
      expect(await charge(key, now + seconds(64))).toEqual({ count: 6 });
      await waits().refund(key, now + seconds(64));
      expect(await charge(key, now + seconds(64))).toEqual({ count: 6 });
    });

    test("given nothing was tried, when a try is taken back, then the next is the first", async () => {
      const key = randomUUID();
      await waits().refund(key, now);
      expect(await charge(key)).toEqual({ count: 1 });
    });

    test("given a wait, when its end is there, then one try is charged and the next must wait again", async () => {
      const key = randomUUID();
      await chargeTimes(5, key);
      await waits().extend(key, now + seconds(64));
      const end = now + seconds(64);
      expect([await charge(key, end), await charge(key, end)]).toEqual([{ count: 6 }, { waitUntil: end + seconds(1) }]);
    });

    test("given nothing charged yet, when 100 try at once, then the free ones are charged and no more", async () => {
      const key = randomUUID();
      const outcomes = await atOnce(100, () => charge(key));
      const counts = outcomes.flatMap((outcome) => ("count" in outcome ? [outcome.count] : []));
      expect(counts.sort()).toEqual([1, 2, 3, 4, 5]);
    });

    test("given a wait is over, when 100 try at once, then one is charged", async () => {
      const key = randomUUID();
      await chargeTimes(5, key);
      const outcomes = await atOnce(100, () => charge(key, now + seconds(1)));
      expect(outcomes.filter((outcome) => "count" in outcome)).toEqual([{ count: 6 }]);
    });

    test("given a right password, when the row is cleared, then it counts from the beginning", async () => {
      const key = randomUUID();
      await chargeTimes(6, key);
      await waits().clear(key);
      expect(await charge(key)).toEqual({ count: 1 });
    });

    test("given a row that was cleared, when a late wait comes, then nobody has to wait", async () => {
      const key = randomUUID();
      await waits().extend(key, now + seconds(64));
      expect(await charge(key)).toEqual({ count: 1 });
    });

    test("given two keys, when one must wait, then the other need not", async () => {
      await chargeTimes(6, "one");
      expect(await charge(randomUUID())).toEqual({ count: 1 });
    });

    test("given the memory's last moment, when one more is charged, then the row goes on", async () => {
      const key = randomUUID();
      await chargeTimes(5, key);
      expect(await charge(key, now + passwordMemory - 1)).toEqual({ count: 6 });
    });

    test("given the memory has ended, when one more is charged, then it is the first, deleted or not", async () => {
      const key = randomUUID();
      await chargeTimes(5, key);
      expect(await charge(key, now + passwordMemory)).toEqual({ count: 1 });
    });

    test.each([
      ["free", 1],
      ["last free", 4],
    ])("given the answer is lost, when a %s try is charged, then it counts once", async (_, before) => {
      const key = randomUUID();
      await chargeTimes(before, key);
      use().loseAnswers(1);
      expect(await charge(key)).toEqual({ count: before + 1 });
    });
  });
}
