import path from "node:path";
import { Duration, type Stack } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import { addLogGroup } from "./log-group.ts";
import type { Plan } from "./plan.ts";

interface FunctionProps {
  /** Folder of its bundle, and the last part of its name. */
  readonly folder: string;
  readonly description: string;
  readonly may: readonly PolicyStatement[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly memoryMegabytes?: number;
  readonly timeout?: Duration;
}

/** One function with its log group and a role of its own: what `may` names and its own log, nothing else. */
export function addFunction(stack: Stack, id: string, plan: Plan, props: FunctionProps): LambdaFunction {
  const { folder, description, may, environment = {}, memoryMegabytes = 512, timeout = Duration.seconds(10) } = props;
  const functionName = functionNameOf(plan, folder);
  const logGroup = addLogGroup(stack, `${id}Log`, plan, `/aws/lambda/${functionName}`);
  const role = addFunctionRole(stack, `${id}Role`, logGroup, may);
  return new LambdaFunction(stack, id, {
    functionName,
    description,
    code: Code.fromAsset(path.join(plan.functionsDirectory, folder)),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memoryMegabytes,
    timeout,
    environment: { ...environment },
    role,
    logGroup,
  });
}

/** Alarms and dashboards find a function by this name, without a reference from stack to stack. */
export const functionNameOf = ({ deployment }: Plan, folder: string): string => `${deployment.name}-${folder}`;

/** A role without AWS's managed policies, which would let it write to every log of the account. */
export function addFunctionRole(stack: Stack, id: string, logGroup: LogGroup, may: readonly PolicyStatement[]): Role {
  const log = allow(["logs:CreateLogStream", "logs:PutLogEvents"], logGroup.logGroupArn);
  return new Role(stack, id, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: { Own: new PolicyDocument({ statements: [log, ...may] }) },
  });
}

/** A statement that allows calls on the named resources, and only so. */
export const allow = (
  actions: readonly string[],
  resources: string | readonly string[],
  condition?: Readonly<Record<string, string>>,
): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [resources].flat(),
    ...(condition === undefined ? {} : { conditions: { StringEquals: condition } }),
  });
