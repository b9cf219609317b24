import { createHash, randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { awsJson, parseInput, type Service } from "./wire.ts";

const SendMessageBatch = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(z.looseObject({ Id: z.string(), MessageBody: z.string().check(z.minLength(1)) }))
    .check(z.minLength(1), z.maxLength(10)),
});

/** A message that waits. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
}

/** SQS, as far as filling the one queue that there is goes. */
export const createSqs = (add: (message: QueuedMessage) => void): Service =>
  awsJson("1.0", "AmazonSQS", {
    SendMessageBatch: (input) => {
      const { Entries } = parseInput(SendMessageBatch, input, "InvalidParameterValueException");
      return {
        Successful: Entries.map(({ Id, MessageBody }) => {
          const messageId = randomUUID();
          add({ messageId, body: MessageBody });
          return { Id, MessageId: messageId, MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex") };
        }),
        Failed: [],
      };
    },
  });
