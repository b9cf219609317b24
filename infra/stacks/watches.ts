import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { folderOf, operationNames } from "../../shared/contract/routes.ts";
import type { LogCode } from "../../shared/observability/log.ts";
import { streamGrants } from "../grants.ts";
import { functionNameOf } from "./function.ts";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";

/** An alarm: what is watched, from where on, and the section of `docs/runbook.md` that says what to do. */
interface Watch {
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of 5 min in a row; default 1. */
  readonly periods?: number;
  readonly what: string;
  readonly runbook: string;
}
type Watches = Readonly<Record<string, Watch>>;

const period = Duration.minutes(5);

/** Every alarm, by its name. */
export const watchesOf = (plan: Plan, service: ServiceStack): Watches => ({
  ...Object.assign({}, ...operationNames.map((name) => functionWatches(plan, folderOf(name), name))),
  ...Object.assign({}, ...Object.keys(streamGrants).map((name) => functionWatches(plan, name, name))),
  ...apiWatches(service),
  ...tableWatches(service),
  ...noticeWatches(plan, service),
});

const metric = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string = Stats.SUM,
) => new Metric({ namespace, metricName, dimensionsMap, statistic, period });

/** Services send most metrics only when they are not 0, and a sum with a gap in it is a gap. */
const sum = (metrics: Record<string, IMetric>) =>
  new MathExpression({
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(" + "),
    usingMetrics: metrics,
    period,
  });

const faultCode: LogCode = "fault";

function functionWatches(plan: Plan, folder: string, operation: string): Watches {
  const of = (name: string, statistic?: string) =>
    metric("AWS/Lambda", name, { FunctionName: functionNameOf(plan, folder) }, statistic);
  return {
    [`${folder}-errors`]: {
      // A fault that was answered is counted by the function's own log; Lambda counts only those that were not.
      metric: sum({ errors: of("Errors"), faults: metric("nidan", faultCode, { operation }) }),
      threshold: 3,
      what: `${operation} failed three times in 5 min.`,
      runbook: "function-errors",
    },
    [`${folder}-throttles`]: {
      metric: of("Throttles"),
      threshold: 1,
      what: `${operation} was turned away for want of concurrency.`,
      runbook: "function-throttles",
    },
    [`${folder}-slow`]: {
      metric: of("Duration", "p99"),
      threshold: 3000,
      periods: 3,
      what: `${operation} took 3 s or more for one call in a hundred, for 15 min.`,
      runbook: "function-slow",
    },
  };
}

function apiWatches({ apiIds }: ServiceStack): Watches {
  const watch = (name: keyof typeof apiIds): Watch => ({
    metric: metric("AWS/ApiGateway", "5xx", { ApiId: apiIds[name] }),
    threshold: 5,
    what: `The ${name} API answered 5xx five times in 5 min.`,
    runbook: "api-5xx",
  });
  return { "public-api-5xx": watch("public"), "admin-api-5xx": watch("admin") };
}

const tableCalls = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"] as const;

function tableWatches({ tableName }: ServiceStack): Watches {
  const of = (name: string, dimensions: Record<string, string> = {}) =>
    metric("AWS/DynamoDB", name, { TableName: tableName, ...dimensions });
  const errors = tableCalls.map((call, place) => [`m${place}`, of("SystemErrors", { Operation: call })]);
  return {
    "table-throttles": {
      metric: sum({ reads: of("ReadThrottleEvents"), writes: of("WriteThrottleEvents") }),
      threshold: 10,
      what: "DynamoDB throttled ten requests in 5 min.",
      runbook: "table-throttles",
    },
    "table-system-errors": {
      metric: sum(Object.fromEntries(errors)),
      threshold: 5,
      what: "DynamoDB failed five requests in 5 min.",
      runbook: "table-system-errors",
    },
  };
}

function noticeWatches(plan: Plan, { noticesGivenUp }: ServiceStack): Watches {
  return {
    "notices-late": {
      metric: metric("AWS/Lambda", "IteratorAge", { FunctionName: functionNameOf(plan, "notify") }, Stats.MAXIMUM),
      threshold: Duration.minutes(15).toMilliseconds(),
      what: "Notices to owners have waited for 15 min.",
      runbook: "notices",
    },
    "notices-given-up": {
      metric: metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: noticesGivenUp }, Stats.MAXIMUM),
      threshold: 1,
      what: "A notice to an owner could not be sent for an hour and was given up.",
      runbook: "notices",
    },
  };
}
