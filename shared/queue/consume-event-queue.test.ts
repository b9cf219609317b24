import { describe, expect, test } from "@jest/globals";
import type { SQSRecord } from "aws-lambda";
import { createEventQueue } from "../../infra/local/event-queue.ts";
import { context } from "../../test/support/events.ts";
import { now, settings } from "../../test/support/samples.ts";
import type { ServiceEvent } from "../contract/service-event.ts";
import { activityOf } from "../domain/activity.ts";
import { eventOf } from "../domain/service-event.ts";
import { jsonLog } from "../observability/log.ts";
import { consumeEventQueue } from "./consume-event-queue.ts";

const eventAt = (place: number) =>
  eventOf(activityOf("signed_in", { sub: "s", id: "l", at: now + place }, {}, settings));

/** What becomes of messages with these bodies: named `0`, `1`, … */
async function consumed(
  bodies: readonly string[],
  consume: (events: readonly ServiceEvent[]) => readonly ServiceEvent[],
) {
  const lines: string[] = [];
  const handler = consumeEventQueue(async (events) => consume(events), {
    log: jsonLog({ now: () => now }, (line) => lines.push(line)),
  });
  const Records: SQSRecord[] = JSON.parse(
    JSON.stringify(bodies.map((body, place) => ({ messageId: String(place), body }))),
  );
  const { batchItemFailures } = await handler({ Records }, context);
  return { again: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), logged: lines.join("") };
}
const bodies = [0, 1, 2].map((place) => JSON.stringify(eventAt(place)));

describe("events off the queue", () => {
  test("given all are taken, when they come, then none comes again", async () => {
    expect((await consumed(bodies, () => [])).again).toEqual([]);
  });

  test("given one is refused, when they come, then it alone comes again", async () => {
    expect((await consumed(bodies, (events) => events.slice(1, 2))).again).toEqual(["1"]);
  });

  test("given the bus fails, when they come, then all come again, and the log has none of the error's words", async () => {
    const { again, logged } = await consumed(bodies, () => {
      throw new Error("SECRET");
    });
    expect(again).toEqual(["0", "1", "2"]);
    expect(logged).toMatch(/"code":"fault","operation":"publishEvents"/);
    expect(logged).not.toContain("SECRET");
  });

  test("given what is no event, when it comes, then it alone comes again, until it lies with the dead letters", async () => {
    const { again, logged } = await consumed(["{", '{"SECRET":1}', ...bodies], () => []);
    expect(again).toEqual(["0", "1"]);
    expect(logged).not.toContain("SECRET");
  });
});

describe("the local queue", () => {
  test("given messages that are refused at first, when they are handed over, then those alone come again, ten at most at once", async () => {
    const queue = createEventQueue();
    for (let place = 0; place < 12; place += 1) queue.add({ messageId: String(place), body: "{}" });
    const seen: string[][] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = queue.follow(async ({ Records }) => {
      seen.push(Records.map(({ messageId }) => messageId));
      if (seen.length === 1) return { batchItemFailures: [{ itemIdentifier: "3" }] };
      resolve();
      return { batchItemFailures: [] };
    });
    await promise;
    await stop();
    expect(seen.map((batch) => batch.length)).toEqual([10, 3]);
    expect(seen[1]).toEqual(["10", "11", "3"]);
  });
});
