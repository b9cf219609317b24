import { beforeAll, describe, expect, it } from "@jest/globals";
import { voiceCodeFlow } from "../../infra/flows/voice-code.ts";
import { synthesise } from "./synthesised.ts";

const instanceId = "11111111-2222-3333-4444-555555555555";
const instanceArn = `arn:aws:connect:ap-northeast-1:123456789012:instance/${instanceId}`;

let service: Awaited<ReturnType<typeof synthesise>>["service"];
beforeAll(async () => {
  ({ service } = await synthesise({
    nidan: { voice: { number: "+815012345678" } },
    deployment: { name: "example", connect: { instanceArn } },
  }));
});

describe("given a Connect instance", () => {
  it("makes the flow of a call in it, word for word as it is walked in its own test", () => {
    const [flow, ...others] = Object.values(service.findResources("AWS::Connect::ContactFlow"));
    expect(others).toEqual([]);
    expect(flow?.Properties).toMatchObject({
      InstanceArn: instanceArn,
      Name: "example-voice-code",
      Type: "CONTACT_FLOW",
      State: "ACTIVE",
    });
    expect(JSON.parse(flow?.Properties.Content)).toEqual(voiceCodeFlow());
  });

  it("tells the ids, as StartOutboundVoiceContact takes them, to the three functions that call, and to no other", () => {
    const [flowId] = Object.keys(service.findResources("AWS::Connect::ContactFlow"));
    const told = Object.values(service.findResources("AWS::Lambda::Function")).flatMap(({ Properties }) => {
      const { CONNECT_INSTANCE_ID, CONNECT_FLOW_ID } = Properties.Environment?.Variables ?? {};
      const isTold = CONNECT_INSTANCE_ID !== undefined || CONNECT_FLOW_ID !== undefined;
      return isTold ? [{ name: Properties.FunctionName, CONNECT_INSTANCE_ID, CONNECT_FLOW_ID }] : [];
    });
    // arn:aws:connect:…:instance/<instance>/contact-flow/<flow>
    const arn = { "Fn::GetAtt": [flowId, "ContactFlowArn"] };
    const ids = {
      CONNECT_INSTANCE_ID: instanceId,
      CONNECT_FLOW_ID: { "Fn::Select": [3, { "Fn::Split": ["/", arn] }] },
    };
    expect(told.map(({ name }) => name).sort()).toEqual([
      "example-add-authenticator",
      "example-create-challenge",
      "example-enrol-authenticator",
    ]);
    for (const { name, ...given } of told) expect(given).toEqual(ids);
  });
});

describe("given no Connect instance", () => {
  it("has no flow, and no function may call", async () => {
    const { service: without } = await synthesise();
    without.resourceCountIs("AWS::Connect::ContactFlow", 0);
    expect(JSON.stringify(without.toJSON())).not.toMatch(/connect:|CONNECT_/);
  });
});
