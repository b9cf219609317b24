import { Duration, type Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { eventFolders, eventGrants } from "../grants.ts";
import { addFunction } from "./function.ts";
import type { Plan } from "./plan.ts";
import { environmentOf, type Parts, rightsOf } from "./rights.ts";

/** The function that tries again what owners could not be told at once. */
export function addSweepNotices(stack: Stack, plan: Plan, parts: Parts): void {
  const sweep = addFunction(stack, "SweepNotices", plan, {
    folder: eventFolders.sweepNotices,
    description: "Tries again the notices that owners could not be told",
    // Ended before the next begins; two at once would do no harm either.
    timeout: Duration.minutes(4),
    may: rightsOf(eventGrants.sweepNotices, stack, plan, parts),
    environment: environmentOf(eventGrants.sweepNotices, plan, parts),
  });
  new Rule(stack, "SweepNoticesSchedule", {
    description: `${plan.deployment.name}: notices that wait are tried again`,
    schedule: Schedule.rate(Duration.minutes(5)),
    // One that was missed is made up for by the next.
    targets: [new LambdaFunction(sweep, { retryAttempts: 0 })],
  });
}
