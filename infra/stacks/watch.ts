import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { LogCode } from "../../shared/observability/log.ts";

/** An alarm: what is watched, from where on, and the section of `docs/runbook.md` that says what to do. */
export interface Watch {
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of the metric in a row; default 1. */
  readonly periods?: number;
  /** A gauge that is written now and then: between two values the last one holds. */
  readonly isGauge?: boolean;
  /** Written every so often whatever there is to say: silence is as bad. */
  readonly isHeartbeat?: boolean;
  readonly what: string;
  readonly runbook: string;
}
export type Watches = Readonly<Record<string, Watch>>;

interface MetricOptions {
  readonly statistic?: string;
  readonly period?: Duration;
}

/** Of AWS's services: a sum over 5 min, unless it is said otherwise. */
export const metric = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  { statistic = Stats.SUM, period = Duration.minutes(5) }: MetricOptions = {},
): Metric => new Metric({ namespace, metricName, dimensionsMap, statistic, period });

/** How often the functions wrote a line, by the one dimension of its metric (`shared/observability/log.ts`). */
export const lines = (code: LogCode, dimension: Record<string, string>): Metric => metric("nidan", code, dimension);

/** Services send most metrics only when they are not 0, and a sum with a gap in it is a gap. */
export const filledSum = (names: readonly string[]): string => names.map((name) => `FILL(${name}, 0)`).join(" + ");

export const sum = (metrics: Record<string, IMetric>): MathExpression =>
  new MathExpression({
    expression: filledSum(Object.keys(metrics)),
    usingMetrics: metrics,
    period: Duration.minutes(5),
  });
