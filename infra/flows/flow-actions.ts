import type { FlowAction } from "./flow-language.ts";

/** Where an action leads: on, and when it failed. */
interface Ways {
  readonly next: string;
  readonly failed: string;
}

const failing = (next: string) => [{ NextAction: next, ErrorType: "NoMatchingError" }] as const;

export const logNothing = (id: string, next: string): FlowAction => ({
  Identifier: id,
  Type: "UpdateFlowLoggingBehavior",
  Parameters: { FlowLoggingBehavior: "Disabled" },
  Transitions: { NextAction: next, Conditions: [], Errors: [] },
});

/** Copies attributes of the contact, which AWS keeps, into those of the flow, which end with the call. */
export const copyToFlow = (id: string, names: readonly string[], { next, failed }: Ways): FlowAction => ({
  Identifier: id,
  Type: "UpdateFlowAttributes",
  Parameters: {
    FlowAttributes: Object.fromEntries(names.map((name) => [name, { Value: `$.Attributes.${name}` }])),
  },
  Transitions: { NextAction: next, Conditions: [], Errors: failing(failed) },
});

/** Blanks attributes of the contact: they cannot be deleted. */
export const blank = (id: string, names: readonly string[], { next, failed }: Ways): FlowAction => ({
  Identifier: id,
  Type: "UpdateContactAttributes",
  Parameters: { Attributes: Object.fromEntries(names.map((name) => [name, ""])), TargetContact: "Current" },
  Transitions: { NextAction: next, Conditions: [], Errors: failing(failed) },
});

interface Comparison {
  readonly operator?: "Equals" | "TextStartsWith";
  /** Where it leads by what the attribute is, or begins with. */
  readonly ways: Readonly<Record<string, string>>;
  readonly otherwise: string;
}

/** Leads on by an attribute of the flow. */
export const compare = (
  id: string,
  name: string,
  { operator = "Equals", ways, otherwise }: Comparison,
): FlowAction => ({
  Identifier: id,
  Type: "Compare",
  Parameters: { ComparisonValue: `$.FlowAttributes.${name}` },
  Transitions: {
    NextAction: otherwise,
    Conditions: Object.entries(ways).map(([operand, next]) => ({
      NextAction: next,
      Condition: { Operator: operator, Operands: [operand] },
    })),
    Errors: [{ NextAction: otherwise, ErrorType: "NoMatchingCondition" }],
  },
});

/** Speaks from here on with a voice of Amazon Polly. */
export const speakAs = (id: string, voice: string, { next, failed }: Ways): FlowAction => ({
  Identifier: id,
  Type: "UpdateContactTextToSpeechVoice",
  Parameters: { TextToSpeechVoice: voice, TextToSpeechEngine: "Neural", TextToSpeechStyle: "None" },
  Transitions: { NextAction: next, Conditions: [], Errors: failing(failed) },
});

/** Leads to `again` so many times, then to `done`. */
export const loop = (
  id: string,
  times: number,
  ways: { readonly again: string; readonly done: string },
): FlowAction => ({
  Identifier: id,
  Type: "Loop",
  Parameters: { LoopCount: String(times) },
  Transitions: {
    NextAction: ways.done,
    Conditions: [
      { NextAction: ways.again, Condition: { Operator: "Equals", Operands: ["ContinueLooping"] } },
      { NextAction: ways.done, Condition: { Operator: "Equals", Operands: ["DoneLooping"] } },
    ],
    Errors: [],
  },
});

/** Speaks an attribute of the flow. */
export const say = (id: string, name: string, { next, failed }: Ways): FlowAction => ({
  Identifier: id,
  Type: "MessageParticipant",
  Parameters: { SSML: `$.FlowAttributes.${name}` },
  Transitions: { NextAction: next, Conditions: [], Errors: failing(failed) },
});

interface Question {
  /** How long to wait for a key once the question was spoken. */
  readonly waitSeconds: number;
  /** Where each key leads. */
  readonly keys: Readonly<Record<string, string>>;
  readonly otherKey: string;
  readonly silence: string;
  readonly failed: string;
}

/** Speaks an attribute of the flow and waits for one key, which may come before the end. */
export const askForKey = (id: string, name: string, question: Question): FlowAction => ({
  Identifier: id,
  Type: "GetParticipantInput",
  Parameters: {
    SSML: `$.FlowAttributes.${name}`,
    StoreInput: "False",
    InputTimeLimitSeconds: String(question.waitSeconds),
  },
  Transitions: {
    NextAction: question.otherKey,
    Conditions: Object.entries(question.keys).map(([key, next]) => ({
      NextAction: next,
      Condition: { Operator: "Equals", Operands: [key] },
    })),
    Errors: [
      { NextAction: question.silence, ErrorType: "InputTimeLimitExceeded" },
      { NextAction: question.otherKey, ErrorType: "NoMatchingCondition" },
      ...failing(question.failed),
    ],
  },
});

export const hangUp = (id: string): FlowAction => ({
  Identifier: id,
  Type: "DisconnectParticipant",
  Parameters: {},
  Transitions: {},
});
