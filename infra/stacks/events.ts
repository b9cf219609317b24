import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { eventFolders, eventGrants, type Grant } from "../grants.ts";
import { addDeadLetters } from "./dead-letters.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";
import { environmentOf, type Parts, rightsOf } from "./rights.ts";

/** The bus that tells other systems what changed, the queue before it, and what was given up. */
export interface EventParts {
  readonly bus: EventBus;
  readonly queue: Queue;
  readonly givenUp: Queue;
}

const timeout = Duration.seconds(30);
/** Until what was not taken is handed over again. */
const again = Duration.minutes(3);
const triedFor = Duration.hours(24);

/** ADR 0051 says why a queue is between the stream and the bus. */
export function addEventParts(stack: Stack, { deployment }: Plan): EventParts {
  const givenUp = addDeadLetters(stack, "EventsGivenUp", Duration.days(14));
  const queue = new Queue(stack, "EventQueue", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: again,
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: givenUp, maxReceiveCount: triedFor.toMinutes() / again.toMinutes() },
  });
  const bus = new EventBus(stack, "EventBus", {
    eventBusName: `${deployment.name}-events`,
    description: `${deployment.name}: every change of state, for other systems`,
  });
  new CfnOutput(stack, "EventBusName", {
    value: bus.eventBusName,
    description: "Where other systems hear of every change of state",
  });
  return { bus, queue, givenUp };
}

/** The function that takes events from the queue to the bus. */
export function addPublishEvents(stack: Stack, plan: Plan, parts: Parts): void {
  const { queue } = parts.events;
  // Unsigned where nobody is posted to: then the keys are none of its business.
  const isSigned = plan.settings.webhooks.length > 0;
  const grant: Grant = isSigned ? eventGrants.publishEvents : { ...eventGrants.publishEvents, signing: [] };
  const { functionName } = addFunction(stack, "PublishEvents", plan, {
    folder: eventFolders.publishEvents,
    description: "Puts events on the bus that other systems listen on",
    timeout,
    may: [
      ...rightsOf(grant, stack, plan, parts),
      allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.queueArn),
    ],
    environment: environmentOf(grant, plan, parts),
  });
  new CfnEventSourceMapping(stack, "PublishEventsQueue", {
    functionName,
    eventSourceArn: queue.queueArn,
    // As many as the bus takes in one call.
    batchSize: 10,
    functionResponseTypes: ["ReportBatchItemFailures"],
  });
}
