import { Duration, type Stack } from "aws-cdk-lib";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { eventFolders, eventGrants } from "../grants.ts";
import { addDeadLetters } from "./dead-letters.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";
import { environmentOf, type Parts, rightsOf } from "./rights.ts";

interface StreamFunction {
  readonly name: "notify" | "watchSends";
  /** Id of its function in the template. */
  readonly id: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly deadLetters: string;
  /** What of the stream it gets: what any of them lets pass (Lambda developer guide, event filtering). */
  readonly filters: readonly Readonly<Record<string, unknown>>[];
  readonly batch: Readonly<{ batchSize: number; maximumBatchingWindowInSeconds?: number; bisect?: boolean }>;
}

/**
 * A function behind the table's stream. There are two, and no room for a third: a shard bears two readers.
 *
 * @returns the queue that names what it gave up.
 */
export function addStreamFunction(stack: Stack, plan: Plan, parts: Parts, props: StreamFunction): Queue {
  const { name, id, description, timeout, filters, batch } = props;
  const { tableStreamArn: stream } = parts.table;
  if (stream === undefined) throw new Error("the table has no stream");
  const givenUp = addDeadLetters(stack, props.deadLetters, Duration.days(14));
  const { functionName } = addFunction(stack, id, plan, {
    folder: eventFolders[name],
    description,
    timeout,
    may: [
      ...rightsOf(eventGrants[name], stack, plan, parts),
      allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        stream,
      ),
      allow(["sqs:SendMessage"], givenUp.queueArn),
    ],
    environment: environmentOf(eventGrants[name], plan, parts),
  });
  const { bisect, ...size } = batch;
  new CfnEventSourceMapping(stack, `${id}Stream`, {
    functionName,
    eventSourceArn: stream,
    // From the oldest on: what was written before the mapping worked is not lost.
    startingPosition: "TRIM_HORIZON",
    ...size,
    ...(bisect === undefined ? {} : { bisectBatchOnFunctionError: bisect }),
    functionResponseTypes: ["ReportBatchItemFailures"],
    filterCriteria: { filters: filters.map((filter) => ({ pattern: JSON.stringify(filter) })) },
    // An hour of trying, in which what is behind it waits too.
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destination: givenUp.queueArn } },
  });
  return givenUp;
}
