import { CustomResource, Duration, type Stack } from "aws-cdk-lib";
import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";
import { smsLogsArn } from "./sms-log.ts";

/**
 * Has SNS write its delivery log, by settings that it keeps per account and region, for every sender there. With
 * `sms.accountSettings: "leave"` they stay as somebody else has set them.
 */
export function addSmsAccount(stack: Stack, plan: Plan): void {
  const { accountSettings, monthlySpendLimitUsd } = plan.deployment.sms;
  if (accountSettings === "leave") return;
  const role = addLogRole(stack);
  const sets = addFunction(stack, "SmsAccountFunction", plan, {
    folder: "sms-account",
    description: "Sets what SNS keeps for all SMS of the account",
    timeout: Duration.minutes(1),
    may: [
      allow(["sns:GetSMSAttributes", "sns:SetSMSAttributes"], "*"),
      allow(["iam:PassRole"], role.roleArn, { "iam:PassedToService": "sns.amazonaws.com" }),
    ],
  });
  if (sets.role !== undefined) {
    acknowledge(sets.role, { [wildcardOf(stack, "*")]: "The SMS settings of an account are no resource with an ARN." });
  }
  const account = new CustomResource(stack, "SmsAccount", {
    resourceType: "Custom::SmsAccount",
    serviceToken: sets.functionArn,
    properties: {
      RoleArn: role.roleArn,
      ...(monthlySpendLimitUsd === undefined ? {} : { MonthlySpendLimitUsd: String(monthlySpendLimitUsd) }),
    },
    serviceTimeout: Duration.minutes(2),
  });
  // Else the settings may be asked for before the role may set them.
  if (sets.role !== undefined) account.node.addDependency(sets.role);
}

/** What SNS writes the delivery log as (SNS developer guide, prerequisites for delivery status logging). */
function addLogRole(stack: Stack): Role {
  const logs = smsLogsArn(stack);
  const role = new Role(stack, "SmsLogRole", {
    description: "SNS writes its SMS delivery log",
    assumedBy: new ServicePrincipal("sns.amazonaws.com"),
    inlinePolicies: {
      Own: new PolicyDocument({
        statements: [allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], logs)],
      }),
    },
  });
  acknowledge(role, {
    [wildcardOf(stack, logs)]:
      "The two groups of the delivery log share this beginning, and SNS names the streams in them.",
  });
  return role;
}
