import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise());
});
const mappings = () => {
  const all = Object.entries(service.findResources("AWS::Lambda::EventSourceMapping"));
  return Object.fromEntries(all.filter(([, { Properties }]) => Properties.StartingPosition !== undefined));
};
const mappingOf = (id: string) => mappings()[`${id}Stream`]?.Properties;
const idOf = (type: string, beginning = "") =>
  Object.keys(service.findResources(type)).find((id) => id.startsWith(beginning));

describe("given the table's stream", () => {
  it("has two readers, as many as a shard bears", () => {
    expect(Object.keys(mappings()).sort()).toEqual(["NotifyStream", "WatchSendsStream"]);
    const stream = { "Fn::GetAtt": [idOf("AWS::DynamoDB::GlobalTable"), "StreamArn"] };
    for (const { Properties } of Object.values(mappings())) expect(Properties.EventSourceArn).toEqual(stream);
  });
});

const patternsOf = (id: string) =>
  mappingOf(id).FilterCriteria.Filters.map(({ Pattern }: { readonly Pattern: string }) => JSON.parse(Pattern));

describe("given a new notice in the table", () => {
  it("is handed to notify, and nothing else is", () => {
    expect(patternsOf("Notify")).toEqual([
      { eventName: ["INSERT"], dynamodb: { Keys: { PK: { S: [{ prefix: "OUTBOX#" }] } } } },
    ]);
  });
});

describe("given a login with a challenge, a number before or at its proof, or an item of the audit trail, new or changed", () => {
  const ofAuthenticator = { PK: { S: [{ prefix: "SUB#" }] }, SK: { S: [{ prefix: "AUTHENTICATOR#" }] } };
  const withNumber = {
    proof: { M: { challenge: { M: { area: { M: { country: { S: [{ exists: true }] } } } } } } },
  };

  it("is handed to watch-sends, and nothing else is", () => {
    expect(patternsOf("WatchSends")).toEqual([
      {
        eventName: ["INSERT", "MODIFY"],
        dynamodb: {
          Keys: { PK: { S: [{ prefix: "LOGIN#" }] } },
          NewImage: { challenge: { M: { challengeId: { S: [{ exists: true }] } } } },
        },
      },
      { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: ofAuthenticator, NewImage: withNumber } },
      { eventName: ["MODIFY"], dynamodb: { Keys: ofAuthenticator, OldImage: withNumber } },
      {
        eventName: ["INSERT", "MODIFY"],
        dynamodb: { Keys: { PK: { S: [{ prefix: "SUB#" }] }, SK: { S: [{ prefix: "ACTIVITY#" }] } } },
      },
    ]);
  });

  it("waits for others, so that many are counted at once", () => {
    expect(mappingOf("WatchSends")).toMatchObject({
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 5,
      BisectBatchOnFunctionError: true,
    });
  });
});

describe("given ten notices at once and a slow provider", () => {
  it("has the time to send them", () => {
    expect(mappingOf("Notify").BatchSize).toBe(10);
    service.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "nidan-notify", Timeout: 60 });
  });
});

describe.each([
  ["Notify", "NoticesGivenUp"],
  ["WatchSends", "SendsGivenUp"],
])("given what %s cannot take", (id, queue) => {
  it("is not lost when it was written before the mapping worked", () => {
    expect(mappingOf(id).StartingPosition).toBe("TRIM_HORIZON");
  });

  it("is tried again for an hour from where it failed, then named in a queue", () => {
    expect(mappingOf(id)).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": [idOf("AWS::SQS::Queue", queue), "Arn"] } } },
    });
  });

  it("stays in that queue for 14 days, encrypted and over TLS alone", () => {
    const properties = service.findResources("AWS::SQS::Queue")[idOf("AWS::SQS::Queue", queue) ?? ""]?.Properties;
    expect(properties).toMatchObject({ MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true });
    const policy = service.findResources("AWS::SQS::QueuePolicy")[idOf("AWS::SQS::QueuePolicy", queue) ?? ""];
    expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
  });
});
