import { type Stack, Validations } from "aws-cdk-lib";
import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference.js";
import type { IConstruct } from "constructs";

/** Findings of cdk-nag's AWS Solutions rules that stand, each with its reason, on the narrowest construct. */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}

/** The rule against wildcards, for one resource that a role may use: an ARN, with references of the stack or without. */
export const wildcardOf = (stack: Stack, resource: string): string =>
  `IAM5[Resource::${flattenCfnReference(stack.resolve(resource))}]`;
