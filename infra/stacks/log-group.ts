import { ArnFormat, RemovalPolicy, Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Plan } from "./plan.ts";

/** A log that is kept for as long as the deployment says, and goes with the stack: it is no audit. */
export function addLogGroup(stack: Stack, id: string, { deployment }: Plan, logGroupName: string): LogGroup {
  return new LogGroup(stack, id, {
    logGroupName,
    retention: deployment.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** The group's ARN as the services that deliver logs want it; CloudFormation's own ends in `:*`. */
export const arnOf = (logGroup: LogGroup): string =>
  Stack.of(logGroup).formatArn({
    service: "logs",
    resource: "log-group",
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: logGroup.logGroupName,
  });
