import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { folderOf, operationNames } from "../../shared/contract/routes.ts";
import { functionNameOf } from "./function.ts";
import { idOf } from "./operations.ts";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";

/** An alarm: what is watched, from where on, and the section of `docs/runbook.md` that says what to do. */
interface Watch {
  readonly name: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of 5 min in a row. */
  readonly periods?: number;
  readonly what: string;
  readonly runbook: string;
}

const period = Duration.minutes(5);

/** What wakes somebody. Each alarm says in its description where the runbook continues. */
export class AlarmsStack extends Stack {
  constructor(scope: Construct, id: string, plan: Plan, service: ServiceStack, props: StackProps) {
    super(scope, id, props);
    const action = new SnsAction(this.#topic(plan));
    for (const [alarmId, watch] of Object.entries({ ...functions(plan), ...apis(service), ...table(service) })) {
      const { name, metric, threshold, periods = 1, what, runbook } = watch;
      new Alarm(this, alarmId, {
        alarmName: `${plan.deployment.name}-${name}`,
        alarmDescription: `${what} Runbook: docs/runbook.md#${runbook}`,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        // A percentile of a handful of calls is a cold start.
        ...(metric instanceof Metric && metric.statistic === "p99"
          ? { evaluateLowSampleCountPercentile: "ignore" }
          : {}),
      }).addAlarmAction(action);
    }
  }

  #topic({ deployment }: Plan): Topic {
    const masterKey = new Key(this, "TopicKey", {
      description: `${deployment.name}: alarms on their way`,
      enableKeyRotation: true,
    });
    const topic = new Topic(this, "Topic", { masterKey, enforceSSL: true, displayName: `${deployment.name} alarms` });
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": this.account } },
    });
    topic.grantPublish(cloudWatch);
    masterKey.grantEncryptDecrypt(cloudWatch);
    if (deployment.alarmMail !== undefined) topic.addSubscription(new EmailSubscription(deployment.alarmMail));
    return topic;
  }
}

const metric = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string = Stats.SUM,
) => new Metric({ namespace, metricName, dimensionsMap, statistic, period });

function functions(plan: Plan): Record<string, Watch> {
  const watches = operationNames.flatMap((operation): [string, Watch][] => {
    const folder = folderOf(operation);
    const of = (name: string, statistic?: string) =>
      metric("AWS/Lambda", name, { FunctionName: functionNameOf(plan, folder) }, statistic);
    return [
      [
        `${idOf(operation)}Errors`,
        {
          name: `${folder}-errors`,
          metric: of("Errors"),
          threshold: 3,
          what: `${operation} failed without an answer three times in 5 min.`,
          runbook: "function-errors",
        },
      ],
      [
        `${idOf(operation)}Throttles`,
        {
          name: `${folder}-throttles`,
          metric: of("Throttles"),
          threshold: 1,
          what: `${operation} was turned away for want of concurrency.`,
          runbook: "function-throttles",
        },
      ],
      [
        `${idOf(operation)}Slow`,
        {
          name: `${folder}-slow`,
          metric: of("Duration", "p99"),
          threshold: 3000,
          periods: 3,
          what: `${operation} took 3 s or more for one call in a hundred, for 15 min.`,
          runbook: "function-slow",
        },
      ],
    ];
  });
  return Object.fromEntries(watches);
}

function apis({ apiIds }: ServiceStack): Record<string, Watch> {
  const watch = (name: "public" | "admin"): Watch => ({
    name: `${name}-api-5xx`,
    metric: metric("AWS/ApiGateway", "5xx", { ApiId: apiIds[name] }),
    threshold: 5,
    what: `The ${name} API answered 5xx five times in 5 min.`,
    runbook: "api-5xx",
  });
  return { PublicApi5xx: watch("public"), AdminApi5xx: watch("admin") };
}

const tableCalls = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"] as const;

function table({ tableName }: ServiceStack): Record<string, Watch> {
  // DynamoDB sends these metrics only when they are not 0, and a sum with a gap in it is a gap.
  const sum = (metrics: Record<string, IMetric>) =>
    new MathExpression({
      expression: Object.keys(metrics)
        .map((name) => `FILL(${name}, 0)`)
        .join(" + "),
      usingMetrics: metrics,
      period,
    });
  const of = (name: string) => metric("AWS/DynamoDB", name, { TableName: tableName });
  const calls = tableCalls.map((call, place) => [
    `m${place}`,
    metric("AWS/DynamoDB", "SystemErrors", { TableName: tableName, Operation: call }),
  ]);
  return {
    TableThrottles: {
      name: "table-throttles",
      metric: sum({ reads: of("ReadThrottleEvents"), writes: of("WriteThrottleEvents") }),
      threshold: 10,
      what: "DynamoDB throttled ten requests in 5 min.",
      runbook: "table-throttles",
    },
    TableSystemErrors: {
      name: "table-system-errors",
      metric: sum(Object.fromEntries(calls)),
      threshold: 5,
      what: "DynamoDB failed five requests in 5 min.",
      runbook: "table-system-errors",
    },
  };
}
