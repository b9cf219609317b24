import { fork } from "node:child_process";
import { argon2Sync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { tableName } from "../../infra/local/environment.ts";
import { load, loadOf, post } from "./load.ts";
import type { StepLoad } from "./sign-ins.ts";

const Address = z.object({ port: z.int() });
const Cpu = z.object({ user: z.number(), system: z.number() });
const totalOf = ({ user, system }: NodeJS.CpuUsage) => user + system;

interface Measured {
  readonly times: ReadonlyMap<unknown, number>;
  readonly seconds: number;
}

const row = (step: string, connections: number, { times, seconds }: Measured, cpuMicroseconds: number): StepLoad => ({
  step,
  ...loadOf(connections, [...times.values()], seconds),
  cpuMs: cpuMicroseconds / 1000 / times.size,
});

/** A bare node:http server in a process of its own. */
export async function benchEcho(connections: readonly number[]): Promise<StepLoad[]> {
  const child = fork(fileURLToPath(new URL("echo-process.ts", import.meta.url)), [], { execArgv: [] });
  const { port } = z.parse(Address, (await once(child, "message"))[0]);
  const cpu = async () => {
    const answer = once(child, "message");
    child.send("cpu");
    return totalOf(z.parse(Cpu, (await answer)[0]));
  };
  const call = () => post(`http://127.0.0.1:${port}/`, {}, { code: "123456" });
  await load(8, range(500), call);
  const rows = [];
  for (const count of connections) {
    const before = await cpu();
    const calls = await load(count, range(2000), call);
    rows.push(row("node:http echo", count, calls, (await cpu()) - before));
  }
  child.disconnect();
  return rows;
}

/** One conditional UpdateItem by the SDK, straight to the emulator, each on an item of its own. */
export async function benchUpdateItem(endpoint: string, connections: readonly number[]): Promise<StepLoad[]> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "ap-northeast-1", credentials });
  const call = (item: number) =>
    client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { PK: { S: `BENCH#${item % 100}` }, SK: { S: "BENCH" } },
        UpdateExpression: "SET charges = if_not_exists(charges, :zero) + :one",
        ConditionExpression: "attribute_not_exists(charges) OR charges < :limit",
        ExpressionAttributeValues: { ":zero": { N: "0" }, ":one": { N: "1" }, ":limit": { N: "1000000" } },
        ReturnValues: "ALL_NEW",
      }),
    );
  await load(8, range(200), call);
  const rows = [];
  for (const count of connections) {
    const before = totalOf(process.cpuUsage());
    const calls = await load(count, range(1000), call);
    rows.push(row("conditional UpdateItem", count, calls, totalOf(process.cpuUsage()) - before));
  }
  client.destroy();
  return rows;
}

/** One password, with the parameters of `argon2-passwords.ts`. */
export async function benchArgon2(): Promise<StepLoad> {
  const hash = async () => {
    const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
    argon2Sync("argon2id", { ...parameters, message: "correct-horse-battery", nonce: randomBytes(16) });
  };
  const before = totalOf(process.cpuUsage());
  const calls = await load(1, range(30), hash);
  return row("Argon2id", 1, calls, totalOf(process.cpuUsage()) - before);
}

const range = (count: number) => Array.from({ length: count }, (_, item) => item);
