import { setTimeout } from "node:timers/promises";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { contextOf } from "./gateway/lambda.ts";
import type { QueuedMessage } from "./receiver/sqs.ts";

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const batchSize = 10;
const pollMs = 100;
/** Until what was not taken is handed over again: 3 min on AWS, where it is given up after a day of that. */
const againMs = 500;

/** Messages between SQS and the function behind it. */
export interface EventQueue {
  readonly add: (message: QueuedMessage) => void;
  /** Hands messages to the function, again and again until it takes them. @returns what stops it. */
  readonly follow: (handler: Handler) => () => Promise<void>;
}

export function createEventQueue(): EventQueue {
  let waiting: QueuedMessage[] = [];
  return {
    add: (message) => void waiting.push(message),
    follow: (handler) => {
      const stopped = new AbortController();
      const pause = (ms: number) => setTimeout(ms, undefined, { signal: stopped.signal }).catch(() => undefined);
      const running = (async () => {
        while (!stopped.signal.aborted) {
          const batch = waiting.slice(0, batchSize);
          waiting = waiting.slice(batchSize);
          const left = batch.length === 0 ? [] : await notTaken(batch, handler);
          waiting.push(...left);
          await pause(left.length > 0 ? againMs : pollMs);
        }
      })();
      return async () => {
        stopped.abort();
        await running;
      };
    },
  };
}

async function notTaken(batch: readonly QueuedMessage[], handler: Handler): Promise<readonly QueuedMessage[]> {
  const event: SQSEvent = {
    Records: batch.map(({ messageId, body }) => ({
      messageId,
      body,
      receiptHandle: messageId,
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "0",
        SenderId: "local",
        ApproximateFirstReceiveTimestamp: "0",
      },
      messageAttributes: {},
      md5OfBody: "",
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:ap-northeast-1:000000000000:nidan-events",
      awsRegion: "ap-northeast-1",
    })),
  };
  try {
    const { batchItemFailures } = await handler(event, contextOf("publish-events"));
    const named = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return batch.filter(({ messageId }) => named.has(messageId));
  } catch {
    return batch;
  }
}
