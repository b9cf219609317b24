import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { tableName } from "../../infra/local/environment.ts";
import { dynamodbAuthenticators } from "../../shared/adapters/dynamodb/authenticators.ts";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { dynamodbOutbox } from "../../shared/adapters/dynamodb/outbox.ts";
import { dynamodbPasswordWaits } from "../../shared/adapters/dynamodb/password-waits.ts";
import { dynamodbSessions } from "../../shared/adapters/dynamodb/sessions.ts";
import { Table } from "../../shared/adapters/dynamodb/table.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import { dyingTable } from "../support/dying-table.ts";
import { keepTable } from "../support/kept-table.ts";
import { type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { ready, toldChanges } from "./told-changes.ts";

let service: Service;
let client: DynamoDBClient;

beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
  client = new DynamoDBClient({});
});
afterEach(() => service.stack.resetClock());
afterAll(async () => {
  client.destroy();
  await service.stack.close();
});

/** What a function works with whose table dies on it. */
const over = (table: Table): Dependencies => ({
  ...service.dependencies,
  log: { write: () => {} },
  authenticators: dynamodbAuthenticators(table),
  directory: dynamodbDirectory(table),
  logins: dynamodbLogins(table),
  outbox: dynamodbOutbox(table),
  passwordWaits: dynamodbPasswordWaits(table),
  sessions: dynamodbSessions(table),
  throttles: dynamodbThrottles(table),
});

const noticesOf = async (sub: string): Promise<readonly unknown[]> => {
  const scan = new ScanCommand({
    TableName: tableName,
    FilterExpression: "begins_with(PK, :outbox) AND #sub = :sub",
    ExpressionAttributeNames: { "#sub": "sub" },
    ExpressionAttributeValues: { ":outbox": { S: "OUTBOX#" }, ":sub": { S: sub } },
  });
  return ((await client.send(scan)).Items ?? []).map((item) => unmarshall(item).kind);
};

describe("a notice is written with what it tells of", () => {
  test.each(
    toldChanges,
  )("Lambda: given it is killed at each of its writes, when $kind is looked at, then it was done and is told, or neither", async ({
    kind,
    prepare,
  }) => {
    const me = await ready(service);
    const { run, isDone } = await prepare(me);
    // Each death comes to the same account at the same step: what the one before has left is undone.
    const restore = await keepTable(client);
    const seen: string[] = [];
    for (const when of ["before", "after"] as const) {
      for (let place = 1; ; place += 1) {
        const earlier = (await noticesOf(me.sub)).filter((one) => one === kind).length;
        const dying = dyingTable(new Table(client, tableName), place, when);
        await run(over(dying.table)).catch(() => undefined);
        await dying.settled();
        const isTold = (await noticesOf(me.sub)).filter((one) => one === kind).length > earlier;
        const done = await isDone();
        // What is shown or handed out is so only after it is written that it was.
        if (kind === "backup_codes_shown" || kind === "account_exported")
          expect([done, isTold]).not.toEqual([true, false]);
        else expect({ when, place, done, isTold }).toEqual({ when, place, done, isTold: done });
        seen.push(done ? "done" : "not done");
        await restore();
        if (dying.asked() < place) break;
      }
    }
    // Both came about, or nothing was tried.
    expect(new Set(seen)).toEqual(new Set(["done", "not done"]));
  }, 60_000);
});
