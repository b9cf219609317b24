import type { Duration, Stack } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { acknowledge } from "./acknowledge.ts";

/** A queue of what a function gave up, which nothing reads but the operator, after an alarm. */
export function addDeadLetters(stack: Stack, id: string, keptFor: Duration): Queue {
  const queue = new Queue(stack, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: keptFor,
  });
  acknowledge(queue, {
    SQS3: "It is a dead-letter queue itself: nothing reads it but the operator, after an alarm.",
  });
  return queue;
}
