import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { channels } from "../../shared/domain/channel.ts";
import type { DeliveryOutcome } from "../../shared/domain/delivery-report.ts";
import type { Plan } from "./plan.ts";
import { filledSum, lines, metric, sum, type Watches } from "./watch.ts";

/** What goes wrong with messages on their way, and what they cost. */
export const sendingWatches = (plan: Plan): Watches => ({
  "delivery-failures": {
    metric: failedPercent(),
    threshold: 20,
    what: "Of twenty or more messages in 15 min, a fifth or more did not arrive.",
    runbook: "delivery-failures",
  },
  ...emailWatches(plan),
  ...spendWatches(),
  ...smsLimitWatches(plan),
  "conversion-drop": {
    metric: areas("sending_paused"),
    threshold: 1,
    what: "Too few of the codes sent to a country or block of numbers were entered: sending there stands still.",
    runbook: "conversion-drop",
  },
  "conversion-drop-recorded": {
    metric: areas("sending_would_pause"),
    threshold: 1,
    what: "Too few of the codes sent to a country or block of numbers were entered; by the settings that is only recorded.",
    runbook: "conversion-drop",
  },
});

const fewest = 20;
const lost = ["bounced", "failed"] as const satisfies readonly DeliveryOutcome[];

/** Refused at once or reported later, of all that was tried. An alarm's expression takes ten metrics at most. */
function failedPercent(): MathExpression {
  const each = (prefix: string, names: readonly string[], metricOf: (name: string) => IMetric) =>
    Object.fromEntries(names.map((name, place) => [`${prefix}${place}`, metricOf(name)]));
  const sent = each("sent", channels, (channel) => lines("challenge_sent", { channel }));
  const refused = each("refused", channels, (channel) => lines("challenge_not_sent", { channel }));
  const reported = each("reported", lost, (outcome) => lines("delivery_reported", { outcome }));
  const tried = filledSum(Object.keys({ ...sent, ...refused }));
  const failed = filledSum(Object.keys({ ...refused, ...reported }));
  return new MathExpression({
    expression: `IF((${tried}) >= ${fewest}, 100 * (${failed}) / (${tried}), 0)`,
    usingMetrics: { ...sent, ...refused, ...reported },
    period: Duration.minutes(15),
    label: "Failed messages in per cent",
  });
}

/** SES looks at an account from 5 % and 0.1 % on. */
function emailWatches({ settings }: Plan): Watches {
  if (settings.email.from === undefined) return {};
  const rate = (name: string) =>
    metric("AWS/SES", `Reputation.${name}`, {}, { statistic: Stats.MAXIMUM, period: Duration.hours(1) });
  return {
    "mail-bounces": {
      metric: rate("BounceRate"),
      threshold: 0.03,
      isGauge: true,
      what: "Three in a hundred of the account's mails bounce: at five SES reviews it, at ten it may stop it.",
      runbook: "mail-bounces",
    },
    "mail-complaints": {
      metric: rate("ComplaintRate"),
      threshold: 0.0008,
      isGauge: true,
      what: "Eight in ten thousand of the account's mails are called spam: at ten SES reviews it.",
      runbook: "mail-bounces",
    },
  };
}

function spendWatches(): Watches {
  const spent = metric("nidan", "spentPercent", { window: "month" }, { statistic: Stats.MAXIMUM });
  const watch = (percent: number, what: string) => ({
    [`spend-${percent}`]: { metric: spent, threshold: percent, isGauge: true, what, runbook: "spend" },
  });
  return {
    ...watch(50, "Half of the month's money for SMS and calls is spent."),
    ...watch(80, "Four fifths of the month's money for SMS and calls are spent."),
    ...watch(100, "The month's money for SMS and calls is spent: only free methods are offered."),
  };
}

/** By SNS's own count, of everything in the account that sends SMS. */
function smsLimitWatches({ deployment }: Plan): Watches {
  const { monthlySpendLimitUsd } = deployment.sms;
  if (monthlySpendLimitUsd === undefined) return {};
  return {
    "sms-spend-limit": {
      metric: metric("AWS/SNS", "SMSMonthToDateSpentUSD", {}, { statistic: Stats.MAXIMUM }),
      threshold: 0.8 * monthlySpendLimitUsd,
      isGauge: true,
      what: `SNS has spent four fifths of its ${monthlySpendLimitUsd} US dollars a month; at the limit it sends no SMS.`,
      runbook: "spend",
    },
  };
}

const areas = (code: "sending_paused" | "sending_would_pause") =>
  sum({ countries: lines(code, { area: "country" }), prefixes: lines(code, { area: "prefix" }) });
