import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, test } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import { context } from "../../test/support/events.ts";
import { now } from "../../test/support/samples.ts";
import { failuresNotice } from "../domain/notice.ts";
import { jsonLog } from "../observability/log.ts";
import { consumeOutbox } from "./consume-outbox.ts";

const noticeOf = (place: number) => failuresNotice(`sub-${place}`, now + place, now);
const idOf = (place: number) => noticeOf(place).noticeId;
const recordOf = (item: unknown, place: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: { SequenceNumber: String(place), NewImage: JSON.parse(JSON.stringify(marshall(item))) },
});

/** Consumes records, some notices in vain. */
async function consumed(Records: DynamoDBRecord[], failing: readonly string[] = []) {
  const lines: string[] = [];
  const seen: string[] = [];
  const handler = consumeOutbox(
    async (noticeId) => {
      seen.push(noticeId);
      if (failing.includes(noticeId)) throw new Error("SECRET");
    },
    { log: jsonLog({ now: () => now }, (line) => lines.push(line)) },
  );
  return { answer: await handler({ Records }, context), seen, logged: lines.join("") };
}

describe("notices off the stream", () => {
  const records = [1, 2, 3].map((place) => recordOf({ PK: "P", SK: "S", ttl: 1, ...noticeOf(place) }, place));

  test("given several, when they come, then each is consumed in order and none is named", async () => {
    const { answer, seen } = await consumed(records);
    expect(seen).toEqual([1, 2, 3].map(idOf));
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test("given one that fails, when they come, then it stops there and names it, so that the stream goes on from it", async () => {
    const { answer, seen } = await consumed(records, [idOf(2)]);
    expect(seen).toEqual([1, 2].map(idOf));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
  });

  test("given one that fails, when it is logged, then without the error's words", async () => {
    const { logged } = await consumed(records, [idOf(2)]);
    expect(logged).toMatch(/"code":"fault","operation":"notify"/);
    expect(logged).not.toContain("SECRET");
  });

  test("given a record that is no notice, when it comes, then it is told and holds up no other", async () => {
    const { answer, seen, logged } = await consumed([recordOf({ PK: "P", SK: "S" }, 7), ...records]);
    expect(seen).toEqual([1, 2, 3].map(idOf));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(logged).toMatch(/"code":"fault","operation":"notify"/);
  });

  test("given the same fact twice, when notices are made, then they have one id", () => {
    expect(failuresNotice("s", now, now + 1).noticeId).toBe(failuresNotice("s", now, now + 2).noticeId);
  });
});
