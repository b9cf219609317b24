import { Duration, type Stack } from "aws-cdk-lib";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import {
  activityPrefix,
  authenticatorPrefix,
  loginPrefix,
  outboxPrefix,
  subjectPrefix,
} from "../../shared/adapters/dynamodb/keys.ts";
import type { Plan } from "./plan.ts";
import type { Parts } from "./rights.ts";
import { addStreamFunction } from "./stream-function.ts";

/** The function that tells owners what happened: it gets new notices alone. */
export const addNotify = (stack: Stack, plan: Plan, parts: Parts): Queue =>
  addStreamFunction(stack, plan, parts, {
    name: "notify",
    id: "Notify",
    description: "Tells the owners of accounts what happened",
    // Ten notices, each as patient with its provider as a person's code is.
    timeout: Duration.minutes(1),
    deadLetters: "NoticesGivenUp",
    filters: [{ eventName: ["INSERT"], dynamodb: { Keys: { PK: { S: [{ prefix: outboxPrefix }] } } } }],
    batch: { batchSize: 10 },
  });

/** Of a number that waits for its proof: `exists` works on leaves alone, a mail address has no area. */
const newNumber = { proof: { M: { challenge: { M: { area: { M: { country: { S: [{ exists: true }] } } } } } } } };
const authenticators = { PK: { S: [{ prefix: subjectPrefix }] }, SK: { S: [{ prefix: authenticatorPrefix }] } };

/**
 * The function that counts what was sent and what was entered, and fills the queue of events: it gets logins that have a
 * challenge, numbers that wait for their proof or have just been proved, and the audit trail.
 */
export const addWatchSends = (stack: Stack, plan: Plan, parts: Parts): Queue =>
  addStreamFunction(stack, plan, parts, {
    name: "watchSends",
    id: "WatchSends",
    description: "Counts codes sent and entered, pauses sending where too few are entered, and queues events",
    timeout: Duration.minutes(1),
    deadLetters: "SendsGivenUp",
    filters: [
      {
        eventName: ["INSERT", "MODIFY"],
        dynamodb: {
          Keys: { PK: { S: [{ prefix: loginPrefix }] } },
          // `exists` works on leaves alone: a challenge is a map, its id is a leaf.
          NewImage: { challenge: { M: { challengeId: { S: [{ exists: true }] } } } },
        },
      },
      { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: authenticators, NewImage: newNumber } },
      // Whatever proves a number takes its proof away.
      { eventName: ["MODIFY"], dynamodb: { Keys: authenticators, OldImage: newNumber } },
      {
        // What can happen often in one login writes its item over.
        eventName: ["INSERT", "MODIFY"],
        dynamodb: { Keys: { PK: { S: [{ prefix: subjectPrefix }] }, SK: { S: [{ prefix: activityPrefix }] } } },
      },
    ],
    // Many at once: they are summed before they are written. Longer would be late for who listens to events.
    batch: { batchSize: 500, maximumBatchingWindowInSeconds: 5, bisect: true },
  });
