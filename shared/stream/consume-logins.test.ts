import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, test } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import { context } from "../../test/support/events.ts";
import { challengeOf, loginOf, now } from "../../test/support/samples.ts";
import type { LoginChange } from "../domain/conversion.ts";
import { jsonLog } from "../observability/log.ts";
import { consumeLogins } from "./consume-logins.ts";

const imageOf = (item: unknown) => JSON.parse(JSON.stringify(marshall(item, { removeUndefinedValues: true })));
const keys = { PK: "LOGIN#l", SK: "LOGIN", ttl: 1 };
const pending = loginOf();
const asked = loginOf({ sends: 1, challenge: challengeOf({ area: { country: "JP", prefix: "digest", sends: 1 } }) });
const recordOf = (place: number, after: unknown = asked, before?: unknown): DynamoDBRecord => ({
  eventName: "MODIFY",
  dynamodb: {
    SequenceNumber: String(place),
    NewImage: imageOf({ ...keys, ...Object(after) }),
    ...(before === undefined ? {} : { OldImage: imageOf({ ...keys, ...Object(before) }) }),
  },
});

/** Consumes records, or fails at it. */
async function consumed(Records: DynamoDBRecord[], fails = false) {
  const lines: string[] = [];
  const batches: (readonly LoginChange[])[] = [];
  const handler = consumeLogins(
    async (changes) => {
      batches.push(changes);
      if (fails) throw new Error("SECRET");
    },
    { log: jsonLog({ now: () => now }, (line) => lines.push(line)) },
  );
  return { answer: await handler({ Records }, context), batches, logged: lines.join("") };
}

describe("logins off the stream", () => {
  test("given a change, when it comes, then the login is told as it was and as it is", async () => {
    const { batches } = await consumed([recordOf(1, asked, pending)]);
    const [[change] = []] = batches;
    expect(change?.before).toMatchObject({ state: "pending", sends: 0 });
    expect(change?.after).toMatchObject({ sends: 1, challenge: { lastSentAt: now, area: { country: "JP" } } });
  });

  test("given several, when they come, then all at once, in order, and none is named", async () => {
    const { answer, batches } = await consumed([
      recordOf(1, { ...asked, sends: 1 }),
      recordOf(2, { ...asked, sends: 2 }),
    ]);
    expect(batches.map((changes) => changes.map(({ after }) => after.sends))).toEqual([[1, 2]]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test("given a batch that fails, when it comes, then the first is named, so that all come again", async () => {
    const { answer } = await consumed([recordOf(7), recordOf(8)], true);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "7" }] });
  });

  test("given a batch that fails, when it is logged, then without the error's words", async () => {
    const { logged } = await consumed([recordOf(1)], true);
    expect(logged).toMatch(/"code":"fault","operation":"watchSends"/);
    expect(logged).not.toContain("SECRET");
  });

  test("given a record that is no login, when it comes, then it is told and left out, and the others are consumed", async () => {
    const { answer, batches, logged } = await consumed([recordOf(1, {}), recordOf(2)]);
    expect(batches.map((changes) => changes.length)).toEqual([1]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(logged).toMatch(/"code":"fault","operation":"watchSends"/);
  });
});
