import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { CfnEventInvokeConfig } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { lifecycleTypes } from "../../shared/contract/schemas.ts";
import { eventFolders, eventGrants } from "../grants.ts";
import { addDeadLetters } from "./dead-letters.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";
import { environmentOf, type Parts, rightsOf } from "./rights.ts";

/**
 * The bus that the operator's other systems tell of lines, numbers, addresses and accounts that ended. It is one of our
 * own: many roles may put events on an account's default bus, and these switch two-step verification off.
 *
 * @returns the queue of events that were given up.
 */
export function addLifecycle(stack: Stack, plan: Plan, parts: Parts): Queue {
  // Events name numbers and addresses; long enough for a weekend.
  const givenUp = addDeadLetters(stack, "LifecycleGivenUp", Duration.days(4));
  const takes = addFunction(stack, "TakeLifecycleEvent", plan, {
    folder: eventFolders.takeLifecycleEvent,
    description: "Heeds events of the operator's other systems",
    timeout: Duration.seconds(30),
    may: [
      ...rightsOf(eventGrants.takeLifecycleEvent, stack, plan, parts),
      allow(["sqs:SendMessage"], givenUp.queueArn),
    ],
    environment: environmentOf(eventGrants.takeLifecycleEvent, plan, parts),
  });
  // The bus hands over and does not wait: Lambda tries again itself.
  new CfnEventInvokeConfig(stack, "TakeLifecycleEventTries", {
    functionName: takes.functionName,
    qualifier: "$LATEST",
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: Duration.hours(1).toSeconds(),
    destinationConfig: { onFailure: { destination: givenUp.queueArn } },
  });
  const eventBus = new EventBus(stack, "LifecycleBus", { eventBusName: `${plan.deployment.name}-lifecycle` });
  new Rule(stack, "LifecycleRule", {
    description: `${plan.deployment.name}: what ended outside of the service`,
    eventBus,
    eventPattern: { account: [stack.account], detailType: [...lifecycleTypes] },
    targets: [
      new LambdaFunction(takes, { deadLetterQueue: givenUp, retryAttempts: 5, maxEventAge: Duration.hours(1) }),
    ],
  });
  new CfnOutput(stack, "LifecycleBusName", {
    value: eventBus.eventBusName,
    description: "Where events of other systems are put",
  });
  return givenUp;
}
