import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise());
});
const functionId = () => Object.keys(service.findResources("AWS::Lambda::Function")).find((id) => /^Sweep/.test(id));

describe("given notices that were not told at once", () => {
  it("sweeps them up every five minutes, each sweep ended before the next", () => {
    service.hasResourceProperties("AWS::Events::Rule", {
      ScheduleExpression: "rate(5 minutes)",
      State: "ENABLED",
      Targets: [{ Arn: { "Fn::GetAtt": [functionId(), "Arn"] } }],
    });
    service.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "nidan-sweep-notices", Timeout: 240 });
  });

  it("lets that one rule call the function, and nobody else", () => {
    const [rule] = Object.keys(service.findResources("AWS::Events::Rule"));
    const permissions = Object.values(service.findResources("AWS::Lambda::Permission")).map((one) => one.Properties);
    const own = permissions.filter(({ FunctionName }) => FunctionName["Fn::GetAtt"]?.[0] === functionId());
    expect(own).toEqual([
      expect.objectContaining({
        Principal: "events.amazonaws.com",
        SourceArn: { "Fn::GetAtt": [rule, "Arn"] },
      }),
    ]);
  });

  it("finds them by an index that holds nothing else, and shows ids and times alone", () => {
    const [table] = Object.values(service.findResources("AWS::DynamoDB::GlobalTable"));
    expect(table?.Properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: "unsettled",
        KeySchema: [
          { AttributeName: "unsettled", KeyType: "HASH" },
          { AttributeName: "unsettledSince", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["noticeId", "dueAt"] },
      },
    ]);
  });

  it("lets no function read the index but the sweep", () => {
    const roles = Object.entries(service.findResources("AWS::IAM::Role"));
    const readers = roles.filter(([, role]) => JSON.stringify(role).includes("/index/")).map(([id]) => id);
    expect(readers).toEqual([expect.stringMatching(/^SweepNoticesRole/)]);
    expect(JSON.stringify(roles.find(([id]) => id === readers[0])?.[1])).toContain("/index/unsettled");
  });
});
