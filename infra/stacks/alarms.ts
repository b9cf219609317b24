import { Stack, type StackProps } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { addDashboard } from "./dashboard.ts";
import type { Plan } from "./plan.ts";
import type { ServiceStack } from "./service.ts";
import type { Watch } from "./watch.ts";
import { watchesOf } from "./watches.ts";

/** What wakes somebody, and the dashboard beside it. Each alarm says in its description where the runbook continues. */
export class AlarmsStack extends Stack {
  constructor(scope: Construct, id: string, plan: Plan, service: ServiceStack, props: StackProps) {
    super(scope, id, props);
    const action = new SnsAction(this.#topic(plan));
    const alarms = Object.entries(watchesOf(plan, service)).map(([name, watch]) => {
      const { metric, threshold, periods = 1, what, runbook } = watch;
      const alarm = new Alarm(this, name, {
        alarmName: `${plan.deployment.name}-${name}`,
        alarmDescription: `${what} Runbook: docs/runbook.md#${runbook}`,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: whenSilent(watch),
        // A percentile of a handful of calls is a cold start.
        ...(metric instanceof Metric && metric.statistic === "p99"
          ? { evaluateLowSampleCountPercentile: "ignore" }
          : {}),
      });
      alarm.addAlarmAction(action);
      return alarm;
    });
    addDashboard(this, plan, service, alarms);
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

function whenSilent({ isGauge = false, isHeartbeat = false }: Watch): TreatMissingData {
  if (isHeartbeat) return TreatMissingData.BREACHING;
  return isGauge ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING;
}
