import { describe, expect, test } from "@jest/globals";
import { voiceCodeFlow } from "../../flows/voice-code.ts";
import { judgeFlow, judgeInstance, judgeNumber } from "./voice.ts";

describe("the instance", () => {
  test.each([
    [{ InstanceStatus: "ACTIVE", OutboundCallsEnabled: true }, "ok"],
    [{ InstanceStatus: "ACTIVE", OutboundCallsEnabled: false }, "bad"],
    [{ InstanceStatus: "ACTIVE" }, "bad"],
    [{ InstanceStatus: "CREATION_IN_PROGRESS", OutboundCallsEnabled: true }, "bad"],
    [undefined, "bad"],
  ])("given %j, when it is judged, then it is %s", (instance, state) => {
    expect(judgeInstance(instance).state).toBe(state);
  });
});

describe("the flow", () => {
  const flow = voiceCodeFlow();
  const judged = (content: unknown, State?: string) =>
    judgeFlow("nidan-voice-code", { State, Content: JSON.stringify(content) }).state;

  test("given our own, when it is judged, then it is ok", () => {
    expect(judged(flow, "ACTIVE")).toBe("ok");
  });

  test.each([
    ["blocks moved in the drawing", { ...flow, Metadata: {} }],
    ["its actions in another order", { ...flow, Actions: flow.Actions.toReversed() }],
    ["its members in another order", Object.fromEntries(Object.entries(flow).reverse())],
  ])("given ours with %s, when it is judged, then it is ok", (_, changed) => {
    expect(judged(changed, "ACTIVE")).toBe("ok");
  });

  const [first, ...rest] = flow.Actions;
  test.each([
    ["another beginning", { ...flow, StartAction: "code" }],
    ["an action less", { ...flow, Actions: rest }],
    ["an action more", { ...flow, Actions: [...flow.Actions, { ...first, Identifier: "record" }] }],
    [
      "an action changed",
      { ...flow, Actions: [{ ...first, Parameters: { FlowLoggingBehavior: "Enabled" } }, ...rest] },
    ],
    ["another version", { ...flow, Version: "2020-01-01" }],
    ["nothing in it", {}],
  ])("given ours with %s, when it is judged, then it is a problem", (_, changed) => {
    expect(judged(changed, "ACTIVE")).toBe("bad");
  });

  test.each(["ARCHIVED", undefined])("given ours in the state %s, when it is judged, then it is a problem", (state) => {
    expect(judged(flow, state)).toBe("bad");
  });

  test.each([
    ["no flow", undefined],
    ["a flow that tells no content", { State: "ACTIVE" }],
    ["a flow that is no JSON", { State: "ACTIVE", Content: "{" }],
  ])("given %s, when it is judged, then it is a problem", (_, found) => {
    expect(judgeFlow("nidan-voice-code", found).state).toBe("bad");
  });
});

describe("the number that calls come from", () => {
  test.each([
    [["+815000001234"], "ok"],
    [["+8150000012345", "+815000001234"], "ok"],
    [["+8150000012345"], "bad"],
    [[], "bad"],
    [[undefined], "bad"],
  ])("given the instance's numbers %j, when it is looked for, then it is %s", (listed, state) => {
    expect(judgeNumber("+815000001234", listed).state).toBe(state);
  });
});
