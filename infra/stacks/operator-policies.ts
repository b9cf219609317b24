import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import {
  type AdminOperation,
  type OperatorRole,
  operationsOf,
  operatorRoles,
} from "../../shared/contract/operator-roles.ts";
import { routes } from "../../shared/contract/routes.ts";
import { acknowledge, wildcardOf } from "./acknowledge.ts";
import { allow } from "./function.ts";
import type { Plan } from "./plan.ts";

/** The policies that an operator gives to people's roles: one a role, each with its routes of the admin API. */
export function addOperatorPolicies(stack: Stack, api: HttpApi, { deployment }: Plan): void {
  for (const role of operatorRoles) {
    const resources = operationsOf(role).map((name) => arnOf(stack, api, name));
    const policy = new ManagedPolicy(stack, `${titled(role)}Policy`, {
      managedPolicyName: `${deployment.name}-${role}`,
      description: `nidan: what a ${role} may call of the admin API`,
      statements: [allow(["execute-api:Invoke"], resources)],
    });
    const wildcards = resources.filter((resource) => resource.includes("*"));
    const because = "A path names one account, and a role is for every account; the rest of the path is fixed.";
    acknowledge(policy, Object.fromEntries(wildcards.map((resource) => [wildcardOf(stack, resource), because])));
    new CfnOutput(stack, `${titled(role)}PolicyArn`, {
      value: policy.managedPolicyArn,
      description: `Policy for people who are ${role}`,
    });
  }
}

/** A route as IAM names it: `*` stands for whatever account the path names (API Gateway, controlling access to an API). */
function arnOf(stack: Stack, api: HttpApi, name: AdminOperation): string {
  const { method, path } = routes[name];
  const resourceName = `$default/${method}${path.replace(/\{\w+\}/g, "*")}`;
  return stack.formatArn({ service: "execute-api", resource: api.apiId, resourceName });
}

const titled = (role: OperatorRole): string => `${role.charAt(0).toUpperCase()}${role.slice(1)}`;
