import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import type { Emulator } from "../../infra/local/emulator.ts";
import { setEnvironment } from "../../infra/local/environment.ts";
import { ensureTable } from "../../infra/local/table.ts";
import { type Item, Table } from "../../shared/adapters/dynamodb/table.ts";

/** A table on an emulator, and what can be made to go wrong on the way there. */
export interface Store {
  readonly table: Table;
  /** The next writes, as many, are committed, and their answers lost: the SDK sends them again. */
  loseAnswers(count: number): void;
  /** The next writes, as many, run into somebody else's transaction and are not made. */
  conflict(count: number): void;
  /** Takes back the faults that are still to come. @returns how many they were. */
  clearFaults(): number;
  close(): Promise<void>;
}

const tableName = "nidan";
const credentials = { AWS_REGION: "ap-northeast-1", AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };

export async function startStore(start: () => Promise<Emulator>): Promise<Store> {
  const restore = setEnvironment(credentials);
  const emulator = await start();
  await ensureTable(emulator.endpoint, tableName);
  const client = new DynamoDBClient({ endpoint: emulator.endpoint });
  const pending = { losses: 0, conflicts: 0 };
  // Inside the SDK's own retries: what is thrown here is what an attempt came to.
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        if (!isWrite(commandName)) return next(args);
        if (pending.conflicts > 0) {
          pending.conflicts -= 1;
          throw conflictOf(commandName);
        }
        const answer = await next(args);
        if (pending.losses === 0) return answer;
        pending.losses -= 1;
        throw Object.assign(new Error("the connection was lost"), { name: "TimeoutError" });
      },
    { step: "finalizeRequest", priority: "low" },
  );
  return {
    table: new Table(client, tableName),
    loseAnswers: (count) => {
      pending.losses = count;
    },
    conflict: (count) => {
      pending.conflicts = count;
    },
    clearFaults: () => {
      const left = pending.losses + pending.conflicts;
      pending.losses = 0;
      pending.conflicts = 0;
      return left;
    },
    close: async () => {
      client.destroy();
      await emulator.close();
      restore();
    },
  };
}

const isWrite = (commandName: string) => /^(Put|Update|Delete|TransactWrite)/.test(commandName);

/** No emulator has two transactions in each other's way, so it is said in DynamoDB's stead. */
const conflictOf = (commandName: string) =>
  commandName.startsWith("Transact")
    ? new TransactionCanceledException({
        $metadata: {},
        message: "Transaction cancelled",
        CancellationReasons: [{ Code: "TransactionConflict" }, { Code: "None" }],
      })
    : new TransactionConflictException({ $metadata: {}, message: "Transaction is ongoing for the item" });

/** An item without the marks that writes leave on it. */
export function unmarked(item: Item | undefined): Item | undefined {
  if (item === undefined) return undefined;
  const { mark: _, ...rest } = item;
  return rest;
}

/** Runs as many at once. */
export const atOnce = <T>(count: number, run: (place: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => run(place)));
