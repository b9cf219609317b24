import type { Stack } from "aws-cdk-lib";
import { CfnConfigurationSet } from "aws-cdk-lib/aws-ses";
import type { Plan } from "./plan.ts";

/**
 * The configuration set that every mail goes through: TLS or nothing, and no event destination that would have SES
 * rewrite links or add pictures.
 *
 * @returns its name; nothing where the operator has no address to send from.
 */
export function addEmail(stack: Stack, { settings, deployment }: Plan): string | undefined {
  if (settings.email.from === undefined) return undefined;
  const name = `${deployment.name}-mail`;
  new CfnConfigurationSet(stack, "EmailConfiguration", {
    name,
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    // An address that bounced or complained is not written to again.
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  return name;
}
