import { Duration, type Stack } from "aws-cdk-lib";
import { CfnEventInvokeConfig, type IFunction } from "aws-cdk-lib/aws-lambda";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { eventFolders, eventGrants } from "../grants.ts";
import { addDeadLetters } from "./dead-letters.ts";
import type { Email } from "./email.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";
import { environmentOf, type Parts, rightsOf } from "./rights.ts";

/** The function that providers' reports go to, and the queue of those that it gave up. */
export interface RecordDelivery {
  readonly records: IFunction;
  readonly givenUp: Queue;
}

/** Keeps what providers report of messages: SES by the feedback topic, SNS by its delivery log (`sms-log.ts`). */
export function addRecordDelivery(stack: Stack, plan: Plan, parts: Parts, email: Email | undefined): RecordDelivery {
  // Reports name numbers and addresses, so no longer than the delivery log itself.
  const givenUp = addDeadLetters(stack, "ReportsGivenUp", Duration.days(1));
  const records = addFunction(stack, "RecordDelivery", plan, {
    folder: eventFolders.recordDelivery,
    description: "Keeps what providers report of messages",
    // One call may bring many lines of the delivery log.
    timeout: Duration.minutes(1),
    may: [...rightsOf(eventGrants.recordDelivery, stack, plan, parts), allow(["sqs:SendMessage"], givenUp.queueArn)],
    environment: environmentOf(eventGrants.recordDelivery, plan, parts),
  });
  // Both sources hand over and do not wait: Lambda tries again itself.
  new CfnEventInvokeConfig(stack, "RecordDeliveryTries", {
    functionName: records.functionName,
    qualifier: "$LATEST",
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: Duration.hours(1).toSeconds(),
    destinationConfig: { onFailure: { destination: givenUp.queueArn } },
  });
  if (email !== undefined) {
    const subscription = email.feedback.addSubscription(new LambdaSubscription(records, { deadLetterQueue: givenUp }));
    // What SES publishes to try the topic is no report.
    subscription.node.addDependency(email.publisher);
  }
  return { records, givenUp };
}
