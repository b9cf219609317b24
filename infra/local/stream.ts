import { setTimeout } from "node:timers/promises";
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { outboxPrefix } from "../../shared/adapters/dynamodb/keys.ts";
import { contextOf } from "./gateway/lambda.ts";

/** A Lambda behind the table's stream. */
export type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

const pollMs = 200;

/**
 * Hands new notices of the table's stream to a function, as the event source mapping does on AWS: the same filter, in
 * order, and again until the function takes them.
 *
 * @returns what stops it.
 */
export async function consumeStream(
  endpoint: string,
  tableName: string,
  handler: StreamHandler,
): Promise<() => Promise<void>> {
  const client = new DynamoDBStreamsClient({ endpoint });
  const stopped = new AbortController();
  let iterator = await beginning(client, tableName);
  const run = async () => {
    while (!stopped.signal.aborted && iterator !== undefined) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      await handOver(Records.filter(isNotice), handler, stopped.signal);
      iterator = NextShardIterator;
      await pause(stopped.signal);
    }
  };
  const running = run().catch((error: unknown) => {
    if (!stopped.signal.aborted) process.stderr.write(`The table's stream cannot be read: ${String(error)}\n`);
  });
  return async () => {
    stopped.abort();
    await running;
    client.destroy();
  };
}

/** From now on: what an earlier run left in the table was handed over then. */
async function beginning(client: DynamoDBStreamsClient, tableName: string): Promise<string | undefined> {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const StreamArn = Streams.at(-1)?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.at(-1)?.ShardId;
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "LATEST" }),
  );
  return ShardIterator;
}

const isNotice = ({ eventName, dynamodb }: _Record) =>
  eventName === "INSERT" && dynamodb?.Keys?.PK?.S?.startsWith(outboxPrefix) === true;

async function handOver(records: readonly _Record[], handler: StreamHandler, signal: AbortSignal): Promise<void> {
  let rest = records;
  while (rest.length > 0 && !signal.aborted) {
    const event: DynamoDBStreamEvent = JSON.parse(JSON.stringify({ Records: rest }));
    const { batchItemFailures } = await handler(event, contextOf("notify"));
    const [failed] = batchItemFailures;
    if (failed === undefined) return;
    rest = rest.slice(rest.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed.itemIdentifier));
    await pause(signal);
  }
}

const pause = (signal: AbortSignal) => setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
