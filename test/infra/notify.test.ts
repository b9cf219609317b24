import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise());
});
const only = (type: string) => Object.values(service.findResources(type))[0]?.Properties;
const idOf = (type: string) => Object.keys(service.findResources(type))[0];

describe("given a new notice in the table", () => {
  it("is handed to notify off the table's stream, and nothing else is", () => {
    const { FilterCriteria, EventSourceArn } = only("AWS::Lambda::EventSourceMapping");
    expect(FilterCriteria.Filters.map(({ Pattern }: { readonly Pattern: string }) => JSON.parse(Pattern))).toEqual([
      { eventName: ["INSERT"], dynamodb: { Keys: { PK: { S: [{ prefix: "OUTBOX#" }] } } } },
    ]);
    expect(EventSourceArn).toEqual({ "Fn::GetAtt": [idOf("AWS::DynamoDB::GlobalTable"), "StreamArn"] });
  });

  it("is not lost when it was written before the mapping worked", () => {
    expect(only("AWS::Lambda::EventSourceMapping").StartingPosition).toBe("TRIM_HORIZON");
  });
});

describe("given ten notices at once and a slow SNS", () => {
  it("has the time to send them", () => {
    expect(only("AWS::Lambda::EventSourceMapping").BatchSize).toBe(10);
    service.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "nidan-notify", Timeout: 60 });
  });
});

describe("given a notice that cannot be sent", () => {
  it("is tried again for an hour from where it failed, then named in a queue", () => {
    expect(only("AWS::Lambda::EventSourceMapping")).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": [idOf("AWS::SQS::Queue"), "Arn"] } } },
    });
  });

  it("stays in that queue for 14 days, encrypted and over TLS alone", () => {
    expect(only("AWS::SQS::Queue")).toMatchObject({ MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true });
    expect(JSON.stringify(only("AWS::SQS::QueuePolicy"))).toContain('"aws:SecureTransport":"false"');
  });
});
