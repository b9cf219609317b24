import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { EventQueue } from "../../ports/event-queue.ts";
import { patience } from "../patience.ts";

/** SQS takes no more in one call. */
const atOnce = 10;

export function sqsEventQueue(queueUrl: string): EventQueue {
  // The region's endpoint, and not the host of the queue's URL.
  const client = new SQSClient({ ...patience(3000, 3), useQueueUrlAsEndpoint: false });
  return {
    async add(events) {
      for (let from = 0; from < events.length; from += atOnce) {
        const entries = events.slice(from, from + atOnce).map((event, place) => ({
          Id: String(place),
          MessageBody: JSON.stringify(event),
        }));
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
        );
        if (Failed.length > 0) throw new Error(`the queue refused an event: ${Failed[0]?.Code}`);
      }
    },
  };
}
