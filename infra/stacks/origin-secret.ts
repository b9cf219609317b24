import { CustomResource, Duration, type Stack } from "aws-cdk-lib";
import { grants } from "../grants.ts";
import { addFunction } from "./function.ts";
import { type KeyArns, keyStatements } from "./keys.ts";
import type { Plan } from "./plan.ts";

/**
 * The value by which the functions know that CloudFront sent a request, and believe its viewer address. It is derived
 * from the current challenge key at deployment (ADR 0005), and again when that key changes.
 */
export function addOriginSecret(stack: Stack, plan: Plan, keys: KeyArns): string {
  const derives = addFunction(stack, "OriginSecretFunction", plan, {
    folder: "origin-secret",
    description: "Derives the secret that CloudFront sends to the API",
    timeout: Duration.seconds(60),
    may: keyStatements(
      { ...grants.getOpenapi, roots: ["challenge"] },
      { ...keys, challenge: keys.challenge.slice(0, 1) },
      plan,
    ),
  });
  const secret = new CustomResource(stack, "OriginSecret", {
    resourceType: "Custom::OriginSecret",
    serviceToken: derives.functionArn,
    properties: { KeyId: keys.challenge[0] },
    serviceTimeout: Duration.minutes(2),
  });
  // Else a new key may be asked for before the role may use it.
  if (derives.role !== undefined) secret.node.addDependency(derives.role);
  return secret.getAttString("Secret");
}
