import { ArnFormat, Duration, type Stack } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSubscriptionFilter, type LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { AwsCustomResource, type AwsSdkCall, PhysicalResourceId } from "aws-cdk-lib/custom-resources";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { addFunctionRole, allow, functionNameOf } from "./function.ts";
import { addLogGroup } from "./log-group.ts";
import type { Plan } from "./plan.ts";

/** The log groups that SNS writes to of SMS to numbers; their names are SNS's own. */
const smsLogGroups = ({ region, account }: Stack) => {
  const Delivered = `sns/${region}/${account}/DirectPublishToPhoneNumber`;
  return { Delivered, Failed: `${Delivered}/Failure` } as const;
};

/** Both groups, and with `*` the streams in them: one name begins with the other. */
export const smsLogsArn = (stack: Stack): string => `${arnOf(stack, smsLogGroups(stack).Delivered)}*`;

/**
 * Hands each line of SNS's delivery log to the function that keeps what became of messages. Lines hold telephone
 * numbers in full, so the groups forget them after a day; which other stacks of the account, if any, have to bear.
 *
 * With `sms.accountSettings: "leave"` the groups belong to somebody else: the function may be called from them, and
 * the operator subscribes it.
 */
export function readSmsLog(stack: Stack, plan: Plan, records: IFunction): void {
  const groups = Object.entries(smsLogGroups(stack));
  for (const [id, group] of groups) {
    records.addPermission(`Sms${id}`, {
      principal: new ServicePrincipal("logs.amazonaws.com"),
      sourceArn: `${arnOf(stack, group)}:*`,
      sourceAccount: stack.account,
    });
  }
  if (plan.deployment.sms.accountSettings === "leave") return;

  const makeGroup = logGroupMaker(stack, plan);
  for (const [id, group] of groups) {
    const subscription = new CfnSubscriptionFilter(stack, `Sms${id}Lines`, {
      logGroupName: group,
      filterName: plan.deployment.name,
      filterPattern: "",
      destinationArn: records.functionArn,
    });
    // CloudWatch Logs tries the function when it is told of it.
    subscription.node.addDependency(makeGroup(`Sms${id}`, group), records);
  }
}

/**
 * Makes a log group unless there is one, which CloudFormation's own resource cannot: SNS makes them by itself in an
 * account that ever had a delivery log. They stay when the stack goes.
 */
function logGroupMaker(stack: Stack, plan: Plan): (id: string, logGroupName: string) => AwsCustomResource {
  const functionName = functionNameOf(plan, "sms-log-groups");
  const logGroup = addLogGroup(stack, "SmsLogGroupsLog", plan, `/aws/lambda/${functionName}`);
  const role = addMakerRole(stack, logGroup);
  const run = (id: string, call: AwsSdkCall) => {
    const made = new AwsCustomResource(stack, id, {
      onUpdate: call,
      functionName,
      logGroup,
      role,
      installLatestAwsSdk: false,
      serviceTimeout: Duration.minutes(5),
    });
    // Else it may be asked before the role may do it.
    made.node.addDependency(role);
    return made;
  };
  return (id, logGroupName) => {
    const service = "CloudWatchLogs";
    const group = run(`${id}Group`, {
      service,
      action: "createLogGroup",
      parameters: { logGroupName },
      ignoreErrorCodesMatching: "ResourceAlreadyExistsException",
      physicalResourceId: PhysicalResourceId.of(logGroupName),
    });
    const retention = run(`${id}Retention`, {
      service,
      action: "putRetentionPolicy",
      parameters: { logGroupName, retentionInDays: RetentionDays.ONE_DAY },
      physicalResourceId: PhysicalResourceId.of(`${logGroupName}:retention`),
    });
    retention.node.addDependency(group);
    return retention;
  };
}

function addMakerRole(stack: Stack, logGroup: LogGroup) {
  const groups = smsLogsArn(stack);
  const role = addFunctionRole(stack, "SmsLogGroupsRole", logGroup, [
    allow(["logs:CreateLogGroup", "logs:PutRetentionPolicy"], groups),
  ]);
  acknowledge(role, { [wildcardOf(stack, groups)]: "The two groups of the delivery log share this beginning." });
  return role;
}

const arnOf = (stack: Stack, resourceName: string): string =>
  stack.formatArn({ service: "logs", resource: "log-group", arnFormat: ArnFormat.COLON_RESOURCE_NAME, resourceName });
