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
import {
  activityPrefix,
  authenticatorPrefix,
  loginPrefix,
  outboxPrefix,
  subjectPrefix,
} from "../../shared/adapters/dynamodb/keys.ts";
import { contextOf } from "./gateway/lambda.ts";

/** A Lambda behind the table's stream. */
type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** A function and what of the stream it is handed: an event source mapping. */
export interface StreamConsumer {
  /** Of the function: the folder that it stands in. */
  readonly name: string;
  readonly filter: (record: _Record) => boolean;
  readonly handler: StreamHandler;
}

const pollMs = 200;

/** New notices. */
export const isNotice = (record: _Record): boolean => record.eventName === "INSERT" && isUnder(outboxPrefix, record);

/** What watch-sends is handed. */
export const isSendOrActivity = (record: _Record): boolean =>
  isChallenge(record) || isNewNumber(record) || isActivity(record);

/** New items of the audit trail, and those that were written over. */
const isActivity = (record: _Record): boolean =>
  (record.eventName === "INSERT" || record.eventName === "MODIFY") &&
  isUnder(subjectPrefix, record) &&
  record.dynamodb?.Keys?.SK?.S?.startsWith(activityPrefix) === true;

/** Logins whose challenge may have changed. */
const isChallenge = (record: _Record): boolean =>
  (record.eventName === "INSERT" || record.eventName === "MODIFY") &&
  isUnder(loginPrefix, record) &&
  record.dynamodb?.NewImage?.challenge !== undefined;

/** Numbers that wait for their proof, or had one until now. */
const isNewNumber = (record: _Record): boolean =>
  (record.eventName === "INSERT" || record.eventName === "MODIFY") &&
  isUnder(subjectPrefix, record) &&
  record.dynamodb?.Keys?.SK?.S?.startsWith(authenticatorPrefix) === true &&
  [record.dynamodb.NewImage, record.dynamodb.OldImage].some(
    (image) => image?.proof?.M?.challenge?.M?.area?.M?.country?.S !== undefined,
  );

const isUnder = (prefix: string, { dynamodb }: _Record): boolean => dynamodb?.Keys?.PK?.S?.startsWith(prefix) === true;

/**
 * Hands the table's stream to functions, as event source mappings do on AWS: each has a filter and a position of its
 * own, takes its records in order, and gets them again until it has taken them.
 *
 * @returns what stops it.
 */
export async function consumeStream(
  endpoint: string,
  tableName: string,
  consumers: readonly StreamConsumer[],
): Promise<() => Promise<void>> {
  const client = new DynamoDBStreamsClient({ endpoint });
  const stopped = new AbortController();
  const running = await Promise.all(
    consumers.map(async (consumer) => {
      const iterator = await beginning(client, tableName);
      return { ended: follow(client, iterator, consumer, stopped.signal) };
    }),
  );
  return async () => {
    stopped.abort();
    await Promise.all(running.map(({ ended }) => ended));
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

async function follow(
  client: DynamoDBStreamsClient,
  start: string | undefined,
  consumer: StreamConsumer,
  signal: AbortSignal,
): Promise<void> {
  let iterator = start;
  try {
    while (!signal.aborted && iterator !== undefined) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      await handOver(Records.filter(consumer.filter), consumer, signal);
      iterator = NextShardIterator;
      await pause(signal);
    }
  } catch (error) {
    if (!signal.aborted) process.stderr.write(`The table's stream cannot be read: ${String(error)}\n`);
  }
}

async function handOver(records: readonly _Record[], consumer: StreamConsumer, signal: AbortSignal): Promise<void> {
  let rest = records;
  while (rest.length > 0 && !signal.aborted) {
    rest = await notTaken(rest, consumer);
    if (rest.length > 0) await pause(signal);
  }
}

/** Those that the function must be handed again: from the one on that it names, or all when it threw. */
async function notTaken(records: readonly _Record[], { name, handler }: StreamConsumer): Promise<readonly _Record[]> {
  const event: DynamoDBStreamEvent = JSON.parse(JSON.stringify({ Records: records }));
  try {
    const [failed] = (await handler(event, contextOf(name))).batchItemFailures;
    if (failed === undefined) return [];
    const from = records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed.itemIdentifier);
    return records.slice(Math.max(0, from));
  } catch {
    return records;
  }
}

const pause = (signal: AbortSignal) => setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
