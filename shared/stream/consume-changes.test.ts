import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, test } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import { context } from "../../test/support/events.ts";
import { challengeOf, loginOf, now, phoneOf, settings } from "../../test/support/samples.ts";
import { type Activity, activityOf } from "../domain/activity.ts";
import type { SendChange } from "../domain/watched.ts";
import { jsonLog } from "../observability/log.ts";
import { consumeChanges } from "./consume-changes.ts";

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
async function consumed(Records: DynamoDBRecord[], fails: boolean | "sends" | "activities" = false) {
  const lines: string[] = [];
  const batches: (readonly SendChange[])[] = [];
  const trails: (readonly Activity[])[] = [];
  const handler = consumeChanges(
    {
      sends: async (changes) => {
        batches.push(changes);
        if (fails === true || fails === "sends") throw new Error("SECRET");
      },
      activities: async (activities) => {
        trails.push(activities);
        if (fails === true || fails === "activities") throw new Error("SECRET");
      },
    },
    { log: jsonLog({ now: () => now }, (line) => lines.push(line)) },
  );
  return { answer: await handler({ Records }, context), batches, trails, logged: lines.join("") };
}

const activity = activityOf("signed_in", { sub: "s", id: "l", at: now }, {}, settings);
const activityRecord = (place: number, changes: object = {}): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: String(place),
    Keys: imageOf({ PK: "SUB#s", SK: `ACTIVITY#${activity.activityId}` }),
    NewImage: imageOf({ PK: "SUB#s", SK: `ACTIVITY#${activity.activityId}`, ttl: 1, ...activity, ...changes }),
  },
});

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
    expect(batches).toMatchObject([[{ after: { sends: 1 } }, { after: { sends: 2 } }]]);
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

describe("new numbers off the stream", () => {
  const area = { country: "JP", prefix: "digest", sends: 1 };
  const number = phoneOf({
    status: "pending",
    proof: { expiresAt: now, attemptsLeft: 5, sends: 1, challenge: challengeOf({ area }) },
  });

  test("given one among logins, when it comes, then it is told with them, in order, as it was and as it is, without its number", async () => {
    const { proof, ...proved } = { ...number, status: "active" };
    const { batches, trails } = await consumed([recordOf(1), recordOf(2, proved, number), recordOf(3)]);
    expect([batches, trails]).toMatchObject([
      [
        [
          { after: { loginId: asked.loginId } },
          { before: { status: "pending", proof: { challenge: { area } } }, after: { status: "active" } },
          { after: { loginId: asked.loginId } },
        ],
      ],
      [],
    ]);
    expect(JSON.stringify(batches)).not.toContain(number.destination);
  });

  test("given one that cannot be read, when it comes, then it is told and left out, and the others are consumed", async () => {
    const { batches, logged } = await consumed([recordOf(1, { ...number, proof: "SECRET" }), recordOf(2, number)]);
    expect(batches.map((changes) => changes.length)).toEqual([1]);
    expect(logged).toMatch(/"code":"fault","operation":"watchSends"/);
    expect(logged).not.toContain("SECRET");
  });
});

describe("the audit trail off the stream", () => {
  test("given items among logins, when they come, then each goes where it belongs, in order", async () => {
    const later = { at: now + 1 };
    const records = [activityRecord(1), recordOf(2), activityRecord(3, later)];
    const { answer, batches, trails } = await consumed(records);
    expect(trails).toEqual([[activity, { ...activity, ...later }]]);
    expect(batches.map((changes) => changes.length)).toEqual([1]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test.each([
    "sends",
    "activities",
  ] as const)("given %s that fail, when a batch comes, then the others are consumed, and all come again", async (fails) => {
    const { answer, batches, trails } = await consumed([activityRecord(7), recordOf(8)], fails);
    expect([batches.length, trails.length]).toEqual([1, 1]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "7" }] });
  });

  test("given an item that cannot be read, when it comes, then it is told and left out, and the others are consumed", async () => {
    const { answer, trails, logged } = await consumed([activityRecord(1, { kind: "SECRET" }), activityRecord(2)]);
    expect(trails).toEqual([[activity]]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(logged).toMatch(/"code":"fault","operation":"watchSends"/);
    expect(logged).not.toContain("SECRET");
  });
});
