import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
let alarms: Awaited<ReturnType<typeof synthesise>>["alarms"];
beforeAll(async () => {
  ({ service, alarms } = await synthesise());
});
const idOf = (type: string, beginning: string) =>
  Object.keys(service.findResources(type)).find((id) => id.startsWith(beginning)) ?? "";
const queueOf = (beginning: string) => service.findResources("AWS::SQS::Queue")[idOf("AWS::SQS::Queue", beginning)];
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });

describe("given a change of state", () => {
  it("is told on a bus of the deployment's own", () => {
    service.hasResourceProperties("AWS::Events::EventBus", { Name: "nidan-events" });
    service.hasOutput("EventBusName", {});
  });

  it("waits for the bus in a queue, encrypted and over TLS alone", () => {
    expect(queueOf("EventQueue")?.Properties).toMatchObject({ SqsManagedSseEnabled: true });
    const policies = Object.entries(service.findResources("AWS::SQS::QueuePolicy"));
    const policy = policies.find(([id]) => id.startsWith("EventQueuePolicy"));
    expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
  });

  it("is put on the bus ten at a time, and only what the bus refused comes again", () => {
    service.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      EventSourceArn: arnOf(idOf("AWS::SQS::Queue", "EventQueue")),
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("is tried for a day, longer than the function may take each time, then kept for 14 days", () => {
    const { VisibilityTimeout, RedrivePolicy, MessageRetentionPeriod } = queueOf("EventQueue")?.Properties ?? {};
    expect(VisibilityTimeout * RedrivePolicy.maxReceiveCount).toBe(24 * 3600);
    expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * 30);
    service.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "nidan-publish-events", Timeout: 30 });
    expect(RedrivePolicy.deadLetterTargetArn).toEqual(arnOf(idOf("AWS::SQS::Queue", "EventsGivenUp")));
    expect(MessageRetentionPeriod).toBe(14 * 24 * 3600);
    expect(queueOf("EventsGivenUp")?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it("wakes somebody when it has waited for 15 min, or was given up", () => {
    const named = (name: string) =>
      Object.values(alarms.findResources("AWS::CloudWatch::Alarm")).find(
        ({ Properties }) => Properties.AlarmName === `nidan-${name}`,
      )?.Properties;
    expect(named("events-late")).toMatchObject({ MetricName: "ApproximateAgeOfOldestMessage", Threshold: 900 });
    expect(named("events-given-up")).toMatchObject({
      MetricName: "ApproximateNumberOfMessagesVisible",
      Threshold: 1,
    });
  });
});

describe("given the functions on an event's way", () => {
  const rightsOf = (id: string) => {
    const role = service.findResources("AWS::IAM::Role")[idOf("AWS::IAM::Role", `${id}Role`)];
    return role?.Properties.Policies[0].PolicyDocument.Statement;
  };

  it("may fill that queue, or empty it and fill that bus, and no other", () => {
    const queue = arnOf(idOf("AWS::SQS::Queue", "EventQueue"));
    const bus = arnOf(idOf("AWS::Events::EventBus", "EventBus"));
    // The template joins this with the right to fill its dead-letter queue.
    expect(rightsOf("WatchSends")).toContainEqual({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: [queue, arnOf(idOf("AWS::SQS::Queue", "SendsGivenUp"))],
    });
    expect(rightsOf("PublishEvents").slice(1)).toEqual([
      { Effect: "Allow", Action: "events:PutEvents", Resource: bus },
      {
        Effect: "Allow",
        Action: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        Resource: queue,
      },
    ]);
  });

  it("have of keys and table no more than they use", () => {
    const rights = JSON.stringify(rightsOf("PublishEvents"));
    expect(rights).not.toMatch(/kms:|dynamodb:/);
  });
});
