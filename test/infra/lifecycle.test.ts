import { beforeAll, describe, expect, it } from "@jest/globals";
import { synthesise } from "./synthesised.ts";

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({ nidan: {}, deployment: { account: "123456789012" } }));
});

const idOf = (type: string, beginning: string) =>
  Object.keys(service.findResources(type)).find((id) => id.startsWith(beginning)) ?? "";
const queueArn = () => ({ "Fn::GetAtt": [idOf("AWS::SQS::Queue", "LifecycleGivenUp"), "Arn"] });

describe("given events of the operator's other systems", () => {
  it("come by a bus of their own, not by the one on which everybody may put events", () => {
    service.hasResourceProperties("AWS::Events::EventBus", { Name: "nidan-lifecycle" });
    service.hasResourceProperties("AWS::Events::Rule", {
      EventBusName: { Ref: idOf("AWS::Events::EventBus", "LifecycleBus") },
      EventPattern: {
        account: ["123456789012"],
        "detail-type": ["line_cancelled", "number_changed", "address_bounced", "account_closed"],
      },
    });
  });

  it("are let in by no policy of the bus: who may put them, the operator's own roles say", () => {
    service.resourceCountIs("AWS::Events::EventBusPolicy", 0);
  });

  it("come to the function, by this rule alone", () => {
    const functionArn = { "Fn::GetAtt": [idOf("AWS::Lambda::Function", "TakeLifecycleEvent"), "Arn"] };
    const ruleArn = { "Fn::GetAtt": [idOf("AWS::Events::Rule", "LifecycleRule"), "Arn"] };
    service.hasResourceProperties("AWS::Lambda::Permission", {
      Principal: "events.amazonaws.com",
      FunctionName: functionArn,
      SourceArn: ruleArn,
    });
  });

  it("are kept for a weekend where they cannot be heeded, after three tries", () => {
    service.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      FunctionName: { Ref: idOf("AWS::Lambda::Function", "TakeLifecycleEvent") },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queueArn() } },
    });
    const queue = service.findResources("AWS::SQS::Queue")[idOf("AWS::SQS::Queue", "LifecycleGivenUp")];
    expect(queue?.Properties).toMatchObject({ MessageRetentionPeriod: 4 * 86_400, SqsManagedSseEnabled: true });
  });
});
