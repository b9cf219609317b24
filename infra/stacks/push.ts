import { CustomResource, Duration, type Stack } from "aws-cdk-lib";
import type { PushPlatform } from "../../shared/contract/schemas.ts";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { addFunction, allow } from "./function.ts";
import type { Plan } from "./plan.ts";

/** SNS's platform applications, by their ARNs: of those that the operator has credentials for. */
export type PushArns = { readonly [P in PushPlatform]?: string };

/** Makes them. @returns none where no credentials are named: apps are then paired, and nothing is pushed to them. */
export function addPush(stack: Stack, plan: Plan): PushArns {
  const wanted = wantedOf(plan);
  if (wanted.length === 0) return {};
  const arnOf = (snsPlatform: string) =>
    stack.formatArn({ service: "sns", resource: "app", resourceName: `${snsPlatform}/${nameOf(plan)}` });
  const everything = stack.formatArn({ service: "sns", resource: "*" });
  const makes = addFunction(stack, "PushApplicationFunction", plan, {
    folder: "push-application",
    description: "Makes the SNS platform applications that push to apps",
    timeout: Duration.minutes(1),
    may: [
      allow(["sns:CreatePlatformApplication"], everything),
      allow(
        ["sns:SetPlatformApplicationAttributes", "sns:DeletePlatformApplication"],
        wanted.map(({ snsPlatform }) => arnOf(snsPlatform)),
      ),
      allow(
        ["secretsmanager:GetSecretValue"],
        wanted.map(({ secretArn }) => secretArn),
      ),
    ],
  });
  if (makes.role !== undefined) {
    acknowledge(makes.role, {
      [wildcardOf(stack, everything)]:
        "A platform application has no name before it is made, in this account and region.",
    });
  }
  const made = wanted.map(({ platform, snsPlatform, secretArn }) => {
    const arn = arnOf(snsPlatform);
    const application = new CustomResource(stack, `Push${snsPlatform}`, {
      resourceType: "Custom::PushApplication",
      serviceToken: makes.functionArn,
      properties: {
        Name: nameOf(plan),
        Platform: snsPlatform,
        Arn: arn,
        SecretArn: secretArn,
        Generation: plan.deployment.push.generation,
      },
      serviceTimeout: Duration.minutes(2),
    });
    // Else it may be asked for before the role may make it.
    if (makes.role !== undefined) application.node.addDependency(makes.role);
    return [platform, arn] as const;
  });
  return Object.fromEntries(made);
}

interface Wanted {
  readonly platform: PushPlatform;
  /** SNS's own word. */
  readonly snsPlatform: "GCM" | "APNS" | "APNS_SANDBOX";
  readonly secretArn: string;
}

function wantedOf({ deployment }: Plan): Wanted[] {
  const { fcmSecretArn, apns } = deployment.push;
  return [
    ...(fcmSecretArn === undefined
      ? []
      : [{ platform: "fcm" as const, snsPlatform: "GCM" as const, secretArn: fcmSecretArn }]),
    ...(apns === undefined
      ? []
      : [
          {
            platform: "apns" as const,
            snsPlatform: apns.sandbox ? ("APNS_SANDBOX" as const) : ("APNS" as const),
            secretArn: apns.secretArn,
          },
        ]),
  ];
}

const nameOf = ({ deployment }: Plan): string => `${deployment.name}-app`;

/** The endpoints of an application: each is an app on a phone. */
export const endpointsOf = (applicationArn: string): string => `${applicationArn.replace(":app/", ":endpoint/")}/*`;
