import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import { type Emulator, startEmulator } from "./emulator.ts";
import { setEnvironment } from "./environment.ts";
import { consumeStream, isNotice, isSendOrActivity, type StreamConsumer } from "./stream.ts";
import { ensureTable } from "./table.ts";

const tableName = "stream";
let restore: () => void;
let emulator: Emulator;
let client: DynamoDBClient;

beforeAll(async () => {
  restore = setEnvironment({
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  emulator = await startEmulator();
  await ensureTable(emulator.endpoint, tableName);
  client = new DynamoDBClient({ endpoint: emulator.endpoint });
});
afterAll(async () => {
  client.destroy();
  await emulator.close();
  restore();
});

const put = (PK: string, more: Record<string, { S: string }> = {}) =>
  client.send(new PutItemCommand({ TableName: tableName, Item: { PK: { S: PK }, SK: { S: "X" }, ...more } }));
/** In one transaction, so that they come in one batch. */
const putTogether = (...keys: readonly string[]) =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems: keys.map((PK) => ({ Put: { TableName: tableName, Item: { PK: { S: PK }, SK: { S: "X" } } } })),
    }),
  );
const change = (PK: string, name: string) =>
  client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: { PK: { S: PK }, SK: { S: "X" } },
      UpdateExpression: "SET #name = :value",
      ExpressionAttributeNames: { "#name": name },
      ExpressionAttributeValues: { ":value": { S: "1" } },
    }),
  );

const keyOf = ({ eventName, dynamodb }: DynamoDBRecord) => `${eventName} ${dynamodb?.Keys?.PK?.S}`;

/** What a function was handed, call by call, and when it has come to that many calls. */
class Seen {
  readonly calls: string[][] = [];
  #waiting: (() => void)[] = [];

  add(records: readonly DynamoDBRecord[]): number {
    this.calls.push(records.map(keyOf));
    for (const wake of this.#waiting.splice(0)) wake();
    return this.calls.length;
  }

  async until(isSo: (all: readonly string[]) => boolean): Promise<void> {
    while (!isSo(this.calls.flat())) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/** Takes everything. */
function taking(name: string, filter: StreamConsumer["filter"]) {
  const seen = new Seen();
  const handler: StreamConsumer["handler"] = async ({ Records }) => {
    seen.add(Records);
    return { batchItemFailures: [] };
  };
  return { seen, consumer: { name, filter, handler } };
}

/** Stopped also where a test fails: what goes on reading would keep the process alive. */
let stop = async () => {};
const follow = async (...consumers: readonly StreamConsumer[]) => {
  stop = await consumeStream(emulator.endpoint, tableName, consumers);
};
afterEach(() => stop());

describe("functions behind the stream", () => {
  test("given two with filters of their own, when items are written, then each is handed its own, in order", async () => {
    const notify = taking("notify", isNotice);
    const watch = taking("watch-sends", isSendOrActivity);
    await follow(notify.consumer, watch.consumer);
    await put("OUTBOX#1");
    await put("LOGIN#1");
    await change("OUTBOX#1", "sentAt");
    await change("LOGIN#1", "challenge");
    await put("LOGIN#2", { challenge: { S: "1" } });
    await put("SUB#1", { challenge: { S: "1" } });
    await put("OUTBOX#2");
    await notify.seen.until((all) => all.includes("INSERT OUTBOX#2"));
    await watch.seen.until((all) => all.includes("INSERT LOGIN#2"));
    await stop();
    expect(notify.seen.calls.flat()).toEqual(["INSERT OUTBOX#1", "INSERT OUTBOX#2"]);
    expect(watch.seen.calls.flat()).toEqual(["MODIFY LOGIN#1", "INSERT LOGIN#2"]);
  });

  test("given authenticators, when they are written, then watch-sends is handed numbers that wait for their proof, and at it", async () => {
    const watch = taking("watch-sends", isSendOrActivity);
    await follow(watch.consumer);
    const write = (PK: string, challenge?: object, SK = "AUTHENTICATOR#1") =>
      client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: marshall({ PK, SK, ...(challenge === undefined ? {} : { proof: { challenge } }) }),
        }),
      );
    const area = { country: "JP" };
    await write("SUB#mail", {});
    await write("SUB#mail");
    await write("SUB#number", { area });
    await write("SUB#number", { area, lastSentAt: 1 });
    await write("SUB#number");
    await write("SUB#number", {});
    await write("SUB#session", { area }, "USER_SESSION#1");
    await write("OTHER#1", { area });
    await write("SUB#last", { area });
    await watch.seen.until((all) => all.includes("INSERT SUB#last"));
    await stop();
    expect(watch.seen.calls.flat()).toEqual([
      "INSERT SUB#number",
      "MODIFY SUB#number",
      "MODIFY SUB#number",
      "INSERT SUB#last",
    ]);
  });

  test("given one that never takes a record, when others come, then the other function has them all the same", async () => {
    const stuck: StreamConsumer = {
      name: "notify",
      filter: isNotice,
      handler: async ({ Records }) => ({
        batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb?.SequenceNumber ?? "" }],
      }),
    };
    const watch = taking("watch-sends", isSendOrActivity);
    await follow(stuck, watch.consumer);
    await put("OUTBOX#3");
    await put("LOGIN#3", { challenge: { S: "1" } });
    await watch.seen.until((all) => all.includes("INSERT LOGIN#3"));
    await stop();
    expect(watch.seen.calls).toEqual([["INSERT LOGIN#3"]]);
  });

  test("given one that fails at the second record, when it is tried again, then from that record on", async () => {
    const seen = new Seen();
    const handler: StreamConsumer["handler"] = async ({ Records }) => {
      const failed = seen.add(Records) === 1 ? Records.slice(1, 2) : [];
      return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? "" })) };
    };
    await follow({ name: "notify", filter: isNotice, handler });
    await putTogether("OUTBOX#4", "OUTBOX#5", "OUTBOX#6");
    await seen.until(() => seen.calls.length === 2);
    await stop();
    const [first, ...rest] = ["INSERT OUTBOX#4", "INSERT OUTBOX#5", "INSERT OUTBOX#6"];
    expect(seen.calls).toEqual([[first, ...rest], rest]);
  });

  test("given one that throws, when it is tried again, then with the same records", async () => {
    const seen = new Seen();
    const handler: StreamConsumer["handler"] = async ({ Records }) => {
      if (seen.add(Records) === 1) throw new Error("meant to be thrown");
      return { batchItemFailures: [] };
    };
    await follow({ name: "notify", filter: isNotice, handler });
    await put("OUTBOX#7");
    await seen.until(() => seen.calls.length === 2);
    await stop();
    expect(seen.calls).toEqual([["INSERT OUTBOX#7"], ["INSERT OUTBOX#7"]]);
  });
});
