import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { startEmulator } from "../../infra/local/emulator.ts";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbPasswordWaits } from "../../shared/adapters/dynamodb/password-waits.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { minutes } from "../../shared/domain/duration.ts";
import { passwordMemory } from "../../shared/domain/password-wait.ts";
import { now } from "../support/samples.ts";
import { type Store, startStore } from "../support/store.ts";
import { orderedTable } from "./ordered-table.ts";

let store: Store;
beforeAll(async () => {
  store = await startStore(startEmulator);
});
afterAll(() => store.close());

const inAnyOrder = (run: (table: Store["table"], scheduler: fc.Scheduler, room: number) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), (scheduler, room) => {
      const table = orderedTable(store.table, (label) => scheduler.schedule(Promise.resolve(), label));
      return run(table, scheduler, room);
    }),
    { numRuns: 25 },
  );

describe("charges of one throttle, in any order of the calls to the table", () => {
  const states = [
    ["a window that nobody opened", 0, now],
    ["a window that is open", 1, now],
    ["a window that has ended", 1, now - minutes(10)],
  ] as const;

  test.each(
    states,
  )("given %s, when three charge at once, then as many are accepted and counted as there is room", async (_, before, at) => {
    await inAnyOrder(async (table, scheduler, room) => {
      const counted = at === now ? before : 0;
      const throttle = {
        scope: "subject_failures",
        key: randomUUID(),
        limit: counted + room,
        window: minutes(10),
      } as const;
      for (let time = 0; time < before; time += 1) await dynamodbThrottles(store.table).charge([throttle], at);
      const charging = [1, 2, 3].map(() => dynamodbThrottles(table).charge([throttle], now));
      const outcomes = await scheduler.waitFor(Promise.all(charging));
      const item = await store.table.get(throttleKey(throttle.scope, throttle.key));
      const accepted = outcomes.filter((outcome) => outcome.accepted).length;
      expect({ accepted, charges: item?.charges }).toEqual({
        accepted: Math.min(room, 3),
        charges: counted + Math.min(room, 3),
      });
    });
  });
});

describe("password tries, in any order of the calls to the table", () => {
  const rows = [
    ["nobody tried yet", 0, now],
    ["one was wrong", 1, now],
    ["one was wrong, which is forgotten", 1, now - passwordMemory],
  ] as const;

  test.each(
    rows,
  )("given %s, when three try at once, then the free ones are numbered and the others must wait", async (_, before, at) => {
    await inAnyOrder(async (table, scheduler, free) => {
      const counted = at === now ? before : 0;
      const setting = { freeAttempts: counted + free, firstWaitSeconds: 1, longestWaitSeconds: 900 };
      const key = randomUUID();
      for (let time = 0; time < before; time += 1) await dynamodbPasswordWaits(store.table).charge(key, setting, at);
      const trying = [1, 2, 3].map(() => dynamodbPasswordWaits(table).charge(key, setting, now));
      const outcomes = await scheduler.waitFor(Promise.all(trying));
      const counts = outcomes.flatMap((outcome) => ("count" in outcome ? [outcome.count - counted] : []));
      expect(counts.sort()).toEqual([1, 2, 3].slice(0, free));
    });
  });
});
