import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Plan } from "./plan.ts";

/** The way that every mail goes, and the topic that tells what became of it. */
export interface Email {
  readonly configurationSet: string;
  readonly feedback: Topic;
  /** What has SES publish to the topic. */
  readonly publisher: CfnConfigurationSetEventDestination;
}

/**
 * The configuration set that every mail goes through: TLS or nothing, and no event destination that would have SES
 * rewrite links or add pictures.
 *
 * @returns nothing where the operator has no address to send from.
 */
export function addEmail(stack: Stack, { settings, deployment }: Plan): Email | undefined {
  if (settings.email.from === undefined) return undefined;
  const configurationSet = `${deployment.name}-mail`;
  const made = new CfnConfigurationSet(stack, "EmailConfiguration", {
    name: configurationSet,
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    // An address that bounced or complained is not written to again.
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  const feedback = addFeedbackTopic(stack, `${configurationSet}-feedback`, configurationSet);
  const publisher = new CfnConfigurationSetEventDestination(stack, "EmailFeedback", {
    configurationSetName: configurationSet,
    eventDestination: {
      name: "feedback",
      enabled: true,
      matchingEventTypes: ["delivery", "deliveryDelay", "bounce", "complaint", "reject"],
      snsDestination: { topicArn: feedback.topicArn },
    },
  });
  // SES tries the topic when it is told of it, so topic, policy and key come first.
  publisher.node.addDependency(made, feedback);
  return { configurationSet, feedback, publisher };
}

/** Events name addresses: they are encrypted on their way, and only this configuration set may publish them. */
function addFeedbackTopic(stack: Stack, topicName: string, configurationSet: string): Topic {
  const masterKey = new Key(stack, "EmailFeedbackKey", {
    description: `${topicName}: what became of mails, on its way`,
    enableKeyRotation: true,
    // Nothing that lasts is encrypted with it.
    pendingWindow: Duration.days(7),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // Of the topic by its name: by its ARN, key and topic would wait for each other.
  const topicArn = stack.formatArn({ service: "sns", resource: topicName });
  masterKey.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal("ses.amazonaws.com")],
      actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
      resources: ["*"],
      // SNS encrypts for the publisher and says for which topic (SNS developer guide, encryption context).
      conditions: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
    }),
  );
  const topic = new Topic(stack, "EmailFeedbackTopic", { topicName, masterKey, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal("ses.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: {
          "aws:SourceAccount": stack.account,
          "aws:SourceArn": stack.formatArn({
            service: "ses",
            resource: "configuration-set",
            resourceName: configurationSet,
          }),
        },
      },
    }),
  );
  return topic;
}
