import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { folderOf, type OperationName, operationNames, routes } from "../../shared/contract/routes.ts";
import { type MethodType, methodTypes } from "../../shared/contract/schemas.ts";
import { reaches } from "../../shared/domain/channel.ts";
import type { DeliveryOutcome } from "../../shared/domain/delivery-report.ts";
import type { LogCode } from "../../shared/observability/log.ts";
import { eventFolders } from "../grants.ts";
import type { Row } from "./dashboard.ts";
import { functionNameOf } from "./function.ts";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";
import { filledSum, lines, metric } from "./watch.ts";
import { webhookRuleOf } from "./webhooks.ts";

/** Methods for which something goes out before there is an answer. */
const sentMethods = methodTypes.filter((type) => !["totp", "backup_code", "qr"].includes(type));
/** What completes a login without a second factor. */
const without = ["password", "trusted_browser", "exemption"] as const;

const labelled = (metrics: readonly (readonly [string, ReturnType<typeof lines>])[]): IMetric[] =>
  metrics.map(([label, one]) => one.with({ label }));

/** A metric's values by whatever its dimension says, without a list of them. */
const byAll = (code: LogCode, dimension: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{nidan,${dimension}} MetricName="${code}"', 'Sum', 300)`,
    label: `\${PROP('Dim.${dimension}')}`,
    period: Duration.minutes(5),
    usingMetrics: {},
  });

const all = (prefix: string, metrics: readonly IMetric[]): Record<string, IMetric> =>
  Object.fromEntries(metrics.map((one, place) => [`${prefix}${place}`, one]));

/** Each step of a login beside the next, then method by method. */
export function funnelRows(): readonly Row[] {
  const sentBy = (method: MethodType) => lines("challenge_sent", { method });
  const verifiedBy = (method: string) => lines("login_complete", { method });
  const named = (metrics: Record<string, IMetric>, label: string) =>
    new MathExpression({
      expression: filledSum(Object.keys(metrics)),
      usingMetrics: metrics,
      label,
      period: Duration.minutes(5),
    });
  const hourly = (one: ReturnType<typeof lines>) => one.with({ period: Duration.hours(1) });
  const rateOf = (method: MethodType, place: number) =>
    new MathExpression({
      expression: `IF(FILL(s${place}, 0) > 0, 100 * FILL(v${place}, 0) / s${place})`,
      usingMetrics: { [`s${place}`]: hourly(sentBy(method)), [`v${place}`]: hourly(verifiedBy(method)) },
      label: method,
      period: Duration.hours(1),
    });
  return [
    [
      {
        title: "Logins started, codes and links sent, logins verified by a second factor",
        left: [
          lines("request_answered", { operation: "startLogin" }).with({ label: "started" }),
          named(all("s", sentMethods.map(sentBy)), "sent"),
          named(all("v", methodTypes.map(verifiedBy)), "verified"),
        ],
      },
      {
        title: "Logins complete without a second factor",
        left: labelled(without.map((method) => [method, verifiedBy(method)])),
        isStacked: true,
      },
    ],
    [
      { title: "Sent, by method", left: labelled(sentMethods.map((type) => [type, sentBy(type)])), isStacked: true },
      {
        title: "Verified, by method",
        left: labelled(methodTypes.map((type) => [type, verifiedBy(type)])),
        isStacked: true,
      },
      { title: "Verified of what was sent, by the hour", left: sentMethods.map(rateOf), isPercent: true },
    ],
  ];
}

const outcomes = [
  "delivered",
  "delayed",
  "failed",
  "bounced",
  "complained",
] as const satisfies readonly DeliveryOutcome[];

export const deliveryRow = (): Row => [
  {
    title: "Sent, by channel",
    left: labelled(reaches.map((channel) => [channel, lines("challenge_sent", { channel })])),
  },
  { title: "Not sent, by reason", left: [byAll("challenge_not_sent", "why")] },
  {
    title: "Reported by providers",
    left: labelled(outcomes.map((outcome) => [outcome, lines("delivery_reported", { outcome })])),
  },
];

export const spendRow = ({ deployment }: Plan): Row => [
  {
    title: "The month's money, of the cap",
    left: [
      metric(
        "nidan",
        "spentPercent",
        { window: "month" },
        { statistic: Stats.MAXIMUM, period: Duration.hours(1) },
      ).with({
        label: "spent",
      }),
    ],
    isPercent: true,
  },
  {
    title: `SMS of the account ${deployment.region}, US dollars this month`,
    left: [metric("AWS/SNS", "SMSMonthToDateSpentUSD", {}, { statistic: Stats.MAXIMUM, period: Duration.hours(1) })],
  },
  { title: "Sending paused by the fraud guard", left: [byAll("sending_paused", "area")] },
];

/** What was turned away, by the limit that did, and what failed. */
export const healthRow = ({ apiIds }: ServiceStack): Row => [
  { title: "Turned away, by limit", left: [byAll("throttle_refused", "scope")] },
  { title: "Wrong answers, by method", left: [byAll("answer_wrong", "method")] },
  {
    title: "Faults, and answers of 5xx",
    left: [
      byAll("fault", "operation"),
      ...labelled(
        Object.entries(apiIds).map(([name, ApiId]) => [`5xx ${name}`, metric("AWS/ApiGateway", "5xx", { ApiId })]),
      ),
    ],
  },
];

const groupOf = (name: OperationName): "Sign-in" | "Settings" | "Admin" =>
  routes[name].api === "admin" ? "Admin" : routes[name].auth === "session" ? "Settings" : "Sign-in";

/** Every function, by who waits for it. */
export function slowRows(plan: Plan): readonly Row[] {
  const p95 = (folder: string) =>
    metric("AWS/Lambda", "Duration", { FunctionName: functionNameOf(plan, folder) }, { statistic: "p95" }).with({
      label: folder,
    });
  const groups = Map.groupBy(operationNames, groupOf);
  const graphs = [
    ...[...groups].map(([title, names]) => ({ title, left: names.map((name) => p95(folderOf(name))) })),
    { title: "Behind the stream, the queue, the clock and the buses", left: Object.values(eventFolders).map(p95) },
  ];
  return [graphs.slice(0, 2), graphs.slice(2)];
}

export function eventRow(plan: Plan, { eventQueueName, eventBusName }: ServiceStack): Row {
  const oldest = metric("nidan", "oldestSeconds", { outbox: "notices" }, { statistic: Stats.MAXIMUM });
  const waiting = metric(
    "AWS/SQS",
    "ApproximateAgeOfOldestMessage",
    { QueueName: eventQueueName },
    { statistic: Stats.MAXIMUM },
  );
  const events = (name: string) => metric("nidan", name, { outbox: "events" });
  const posted = plan.settings.webhooks.flatMap((webhook) => {
    const dimensions = { EventBusName: eventBusName, RuleName: webhookRuleOf(plan, webhook) };
    return [
      metric("AWS/Events", "Invocations", dimensions).with({ label: `${webhook.name} posted` }),
      metric("AWS/Events", "RetryInvocationAttempts", dimensions).with({ label: `${webhook.name} again` }),
    ];
  });
  return [
    {
      title: "Seconds that the oldest has waited",
      left: labelled([
        ["notice", oldest],
        ["event", waiting],
      ]),
    },
    {
      title: "Events put on the bus, refused by it, and posted to webhooks",
      left: [
        ...labelled([
          ["published", events("publishedCount")],
          ["refused", events("refusedCount")],
        ]),
        ...posted,
      ],
    },
  ];
}
