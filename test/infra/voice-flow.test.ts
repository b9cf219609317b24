import { describe, expect, it } from "@jest/globals";
import { voiceCodeFlow } from "../../infra/flows/voice-code.ts";
import { broken, ofActions, ofCalls } from "./flow-rules.ts";
import { type DeployedAction, type DeployedFlow, deployed, walk } from "./flow-walk.ts";

const flow = deployed(voiceCodeFlow());

describe("given the flow of a call that tells a code", () => {
  it.each(Object.entries(ofActions))("has only actions of which each %s", (_, holds) => {
    expect(flow.Actions.filter((action) => !holds(action))).toEqual([]);
  });

  it.each(Object.entries(ofCalls))("has only calls of which each %s", (_, holds) => {
    expect(walk(flow).filter((arrival) => !holds(arrival))).toEqual([]);
  });

  it("breaks no rule, and has no action that no call comes to", () => {
    expect(broken(flow)).toEqual([]);
  });

  it("has names that are given once, and no more actions than Connect takes", () => {
    expect(new Set(flow.Actions.map(({ Identifier }) => Identifier)).size).toBe(flow.Actions.length);
    expect(flow.Actions.length).toBeLessThanOrEqual(250);
  });

  it("gives every call that speaks the whole of it: each text is looked at before the first is spoken", () => {
    const texts = flow.Actions.filter(({ Transitions }) =>
      Transitions.Conditions.some(({ Condition }) => Condition.Operator === "TextStartsWith"),
    );
    expect(texts.map(({ Parameters }) => Parameters.ComparisonValue)).toEqual(
      ["ask", "code", "wrongKey", "goodbye"].map((name) => `$.FlowAttributes.${name}`),
    );
  });

  it("repeats by loops that say both how to go on and how to end", () => {
    const loops = flow.Actions.filter(({ Type }) => Type === "Loop");
    for (const { Transitions } of loops) {
      const results = Transitions.Conditions.map(({ Condition }) => Condition.Operands.join());
      expect(results).toEqual(["ContinueLooping", "DoneLooping"]);
    }
    expect(loops.map(({ Parameters }) => Parameters.LoopCount)).toEqual(["3", "3"]);
  });
});

const change = (id: string, to: (action: DeployedAction) => DeployedAction): DeployedFlow => ({
  ...flow,
  Actions: flow.Actions.map((action) => (action.Identifier === id ? to(action) : action)),
});

/** The flow with every way from one action, or those of one error or result alone, led elsewhere. */
const lead = (id: string, target: string, only?: string): DeployedFlow =>
  change(id, ({ Transitions, ...action }) => ({
    ...action,
    Transitions: {
      NextAction: only === undefined ? target : Transitions.NextAction,
      Conditions: Transitions.Conditions.map((way) =>
        only === undefined || way.Condition.Operands.includes(only) ? { ...way, NextAction: target } : way,
      ),
      Errors: Transitions.Errors.map((way) =>
        only === undefined || way.ErrorType === only ? { ...way, NextAction: target } : way,
      ),
    },
  }));

const given = (id: string, parameters: Readonly<Record<string, unknown>>): DeployedFlow =>
  change(id, (action) => ({ ...action, Parameters: { ...action.Parameters, ...parameters } }));

const failing = (id: string, ...errors: readonly string[]): DeployedFlow =>
  change(id, ({ Transitions, ...action }) => ({
    ...action,
    Transitions: { ...Transitions, Errors: errors.map((ErrorType) => ({ ErrorType, NextAction: "hang-up" })) },
  }));

const comparing = (id: string, operand: string): DeployedFlow =>
  change(id, ({ Transitions, ...action }) => ({
    ...action,
    Transitions: {
      ...Transitions,
      Conditions: [{ NextAction: "times", Condition: { Operator: "Equals", Operands: [operand] } }],
    },
  }));

const deadEnd = { Conditions: [], Errors: [] };

const log = "has the log off before anything else";
const silent = "says nothing before the contact is copied and blank";
const blankAtEnd = "ends with the contact blank, or with a second attempt at it";
const blanksAll = "blanks everything, where it blanks";
const copiesAll = "reads the contact's attributes only to copy all of them";
const proved = "tells the code to nobody who has not pressed the right key";
const thrice = "asks three times at most";
const errors = "is of a type that is used here, with all errors that are documented and no other";
const oneKey = "takes one key alone as an answer";

describe("given a flow that is not as it must be", () => {
  it.each([
    ["begins with the log on", { ...flow, StartAction: "copy" }, log],
    ["logs", given("log-nothing", { FlowLoggingBehavior: "Enabled" }), log],
    ["speaks before it blanks", lead("copy", "check-ask"), silent],
    ["speaks although blanking failed", lead("forget", "check-ask", "NoMatchingError"), silent],
    ["speaks although copying failed", lead("copy", "forget", "NoMatchingError"), silent],
    ["speaks what it did not copy", lead("log-nothing", "forget"), silent],
    ["blanks nothing", lead("copy", "hang-up"), blankAtEnd],
    ["blanks nothing when copying failed", lead("copy", "hang-up", "NoMatchingError"), blankAtEnd],
    ["gives up when blanking failed", lead("forget", "hang-up", "NoMatchingError"), blankAtEnd],
    ["gives up when both failed", lead("forget-uncopied", "hang-up", "NoMatchingError"), blankAtEnd],
    ["blanks some", given("forget-again", { Attributes: { code: "" } }), blanksAll],
    ["blanks another contact", given("forget", { TargetContact: "Related" }), blanksAll],
    ["copies some", given("copy", { FlowAttributes: { code: { Value: "$.Attributes.code" } } }), copiesAll],
    ["speaks from the contact", given("code", { SSML: "$.Attributes.code" }), copiesAll],
    ["tells after a time-out", lead("ask", "times", "InputTimeLimitExceeded"), proved],
    ["tells after an error", lead("ask", "times", "NoMatchingError"), proved],
    ["tells after any key", lead("ask", "times", "7"), proved],
    ["tells after a wrong key", lead("pressed-3", "times", "NoMatchingCondition"), proved],
    ["mixes up two keys", lead("ask", "pressed-2", "1"), proved],
    ["tells when it has asked enough", lead("tries", "times", "DoneLooping"), proved],
    ["tells instead of asking", given("ask", { SSML: "$.FlowAttributes.code" }), proved],
    ["asks too often", given("tries", { LoopCount: "4" }), thrice],
    ["asks without a loop", lead("wrong-key", "ask"), "Calls go round"],
    ["tells on and on", lead("times", "code", "DoneLooping"), "Calls go round"],
    ["tells once", lead("code", "goodbye"), "says goodbye once the code was told three times"],
    ["leads to nothing", lead("goodbye", "gone"), 'no action "gone"'],
    ["stops without hanging up", change("goodbye", (action) => ({ ...action, Transitions: deadEnd })), "no action"],
    ["has an action that nothing leads to", lead("ask", "wrong-key", "9"), "unused: pressed-9"],
    ["has an error that no page names", failing("log-nothing", "NoMatchingError"), errors],
    ["leaves out an error", failing("ask", "InputTimeLimitExceeded", "NoMatchingError"), errors],
    ["calls a function", change("goodbye", (action) => ({ ...action, Type: "InvokeLambdaFunction" })), errors],
    [
      "names so",
      change("hang-up", (action) => ({ ...action, Identifier: "hang:up" })),
      "has a name that Connect takes",
    ],
    ["compares with an attribute", comparing("pressed-1", "$.FlowAttributes.key"), "compares with plain texts alone"],
    ["asks for two digits", comparing("ask", "12"), oneKey],
    ["stores the answer", given("ask", { StoreInput: "True" }), oneKey],
  ])("is seen that it %s", (_, mutant, rule) => {
    expect(broken(mutant)).toContainEqual(expect.stringContaining(rule));
  });
});
