import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import { ApiDestination, Authorization, Connection, EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { ApiDestination as ApiDestinationTarget } from "aws-cdk-lib/aws-events-targets";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { eventSource, webhookKeyHeader } from "../../shared/contract/service-event.ts";
import type { Webhook } from "../../shared/settings/webhooks.ts";
import { acknowledge } from "./acknowledge.ts";
import { addDeadLetters } from "./dead-letters.ts";
import type { EventParts } from "./events.ts";
import type { Plan } from "./plan.ts";

/** Alarms find a rule by this name. */
export const webhookRuleOf = ({ deployment }: Plan, { name }: Webhook): string => `${deployment.name}-webhook-${name}`;

/**
 * What is posted to the operator's webhooks, for a day where nobody takes it.
 *
 * @returns the queue of what was given up; none where there are no webhooks.
 */
export function addWebhooks(stack: Stack, plan: Plan, events: EventParts): Queue | undefined {
  const { webhooks } = plan.settings;
  if (webhooks.length === 0) return undefined;
  const givenUp = addDeadLetters(stack, "WebhooksGivenUp", Duration.days(14));
  for (const webhook of webhooks) addWebhook(stack, plan, events, givenUp, webhook);
  return givenUp;
}

function addWebhook(stack: Stack, plan: Plan, { bus }: EventParts, givenUp: Queue, webhook: Webhook): void {
  const id = `Webhook${webhook.name}`;
  const ruleName = webhookRuleOf(plan, webhook);
  const key = new Secret(stack, `${id}Key`, {
    secretName: ruleName,
    description: `${plan.deployment.name}: what the webhook ${webhook.name} is called with`,
    generateSecretString: { passwordLength: 43, excludePunctuation: true },
  });
  acknowledge(key, {
    SMG4: "The receiver has to know it beforehand, so it is changed together with it: docs/runbook.md#webhooks.",
  });
  const connection = new Connection(stack, `${id}Connection`, {
    connectionName: ruleName,
    authorization: Authorization.apiKey(webhookKeyHeader, key.secretValue),
  });
  const destination = new ApiDestination(stack, `${id}Destination`, {
    apiDestinationName: ruleName,
    connection,
    endpoint: webhook.url,
  });
  new Rule(stack, `${id}Rule`, {
    ruleName,
    description: `${plan.deployment.name}: posted to ${webhook.name}`,
    eventBus: bus,
    eventPattern: {
      account: [stack.account],
      source: [eventSource],
      ...(webhook.events === undefined ? {} : { detailType: webhook.events }),
      detail: { token: [{ exists: true }] },
    },
    targets: [
      new ApiDestinationTarget(destination, {
        // The token alone: what is not signed is not sent.
        event: RuleTargetInput.fromObject({ token: EventField.fromPath("$.detail.token") }),
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
        deadLetterQueue: givenUp,
      }),
    ],
  });
  new CfnOutput(stack, `${id}KeyArn`, {
    value: key.secretArn,
    description: `Secret that the webhook ${webhook.name} is called with, in the header ${webhookKeyHeader}`,
  });
}
