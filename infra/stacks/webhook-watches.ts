import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";
import { metric, type Watches } from "./watch.ts";
import { webhookRuleOf } from "./webhooks.ts";

/** What receivers do not take, where there are any. */
export function webhookWatches(plan: Plan, { eventBusName, givenUp }: ServiceStack): Watches {
  const { webhooks } = plan.settings;
  if (givenUp.webhooks === undefined) return {};
  const failing = webhooks.map((webhook) => {
    const dimensions = { EventBusName: eventBusName, RuleName: webhookRuleOf(plan, webhook) };
    return [
      `webhook-${webhook.name}-failing`,
      {
        metric: metric("AWS/Events", "RetryInvocationAttempts", dimensions),
        threshold: 10,
        periods: 3,
        what: `The webhook ${webhook.name} has not taken what it is posted for 15 min.`,
        runbook: "webhooks",
      },
    ] as const;
  });
  return {
    ...Object.fromEntries(failing),
    "webhooks-given-up": {
      metric: metric(
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        { QueueName: givenUp.webhooks },
        { statistic: Stats.MAXIMUM },
      ),
      threshold: 1,
      what: "A webhook did not take an event for a day.",
      runbook: "webhooks",
    },
  };
}
