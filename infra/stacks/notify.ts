import { Duration, type Stack } from "aws-cdk-lib";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { outboxPrefix } from "../../shared/adapters/dynamodb/keys.ts";
import { streamGrants } from "../grants.ts";
import { acknowledge } from "./acknowledge.ts";
import { addFunction, allow } from "./function.ts";
import { environmentOf, type Parts, rightsOf } from "./operations.ts";
import type { Plan } from "./plan.ts";

/**
 * The function that tells owners what happened, behind the table's stream, which it gets only the new notices of.
 *
 * @returns the queue that names what was given up.
 */
export function addNotify(stack: Stack, plan: Plan, parts: Parts): Queue {
  const { tableStreamArn: stream } = parts.table;
  if (stream === undefined) throw new Error("the table has no stream");
  const givenUp = new Queue(stack, "NoticesGivenUp", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(givenUp, {
    SQS3: "It is the dead-letter queue of the stream: nothing reads it but the operator, after an alarm.",
  });
  const notify = addFunction(stack, "Notify", plan, {
    folder: "notify",
    description: "Tells the owners of accounts what happened",
    // Ten notices, each as patient with SNS as a person's code is.
    timeout: Duration.minutes(1),
    may: [
      ...rightsOf(streamGrants.notify, stack, plan, parts),
      allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        stream,
      ),
      allow(["sqs:SendMessage"], givenUp.queueArn),
    ],
    environment: environmentOf(streamGrants.notify, plan, parts),
  });
  new CfnEventSourceMapping(stack, "NotifyStream", {
    functionName: notify.functionName,
    eventSourceArn: stream,
    // From the oldest on: what was written before the mapping worked is not lost.
    startingPosition: "TRIM_HORIZON",
    batchSize: 10,
    functionResponseTypes: ["ReportBatchItemFailures"],
    filterCriteria: {
      filters: [
        {
          pattern: JSON.stringify({
            eventName: ["INSERT"],
            dynamodb: { Keys: { PK: { S: [{ prefix: outboxPrefix }] } } },
          }),
        },
      ],
    },
    // An hour of trying, in which the notices behind it wait too.
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destination: givenUp.queueArn } },
  });
  return givenUp;
}
