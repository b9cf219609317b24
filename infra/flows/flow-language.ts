/**
 * What is used here of the Amazon Connect Flow language: a flow is a list of actions, each of which names the next.
 * https://docs.aws.amazon.com/connect/latest/APIReference/flow-language-actions.html
 */
export interface Flow {
  readonly Version: "2019-10-30";
  /** Where a call begins. */
  readonly StartAction: string;
  /** Where the console draws the actions; a call does not heed it. */
  readonly Metadata: {
    readonly entryPointPosition: Position;
    readonly ActionMetadata: Readonly<Record<string, { readonly position: Position }>>;
  };
  readonly Actions: readonly FlowAction[];
}

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Goes elsewhere when the action's result is so. The language documents no operand but a plain text. */
interface Branch {
  readonly NextAction: string;
  readonly Condition: {
    readonly Operator: "Equals" | "TextStartsWith";
    readonly Operands: readonly [string];
  };
}

interface ErrorBranch<ErrorType extends string> {
  readonly NextAction: string;
  readonly ErrorType: ErrorType;
}

/** `Type` with the errors that its page documents, each of which leads somewhere. */
interface Action<Type extends string, Parameters, ErrorType extends string = never> {
  /** Unique in the flow, of 50 characters at most. */
  readonly Identifier: string;
  readonly Type: Type;
  readonly Parameters: Parameters;
  readonly Transitions: {
    readonly NextAction: string;
    readonly Conditions: readonly Branch[];
    readonly Errors: readonly ErrorBranch<ErrorType>[];
  };
}

/** Ends the call, and so leads nowhere. */
interface DisconnectParticipant {
  readonly Identifier: string;
  readonly Type: "DisconnectParticipant";
  readonly Parameters: Readonly<Record<string, never>>;
  readonly Transitions: Readonly<Record<string, never>>;
}

/** Texts by name; each may be a JSONPath such as `$.Attributes.code`. */
type Texts = Readonly<Record<string, string>>;

/** An action that leads on. Numbers and truths are texts, as the console writes them. */
export type Step =
  | Action<"UpdateFlowLoggingBehavior", { readonly FlowLoggingBehavior: "Enabled" | "Disabled" }>
  | Action<
      "UpdateFlowAttributes",
      { readonly FlowAttributes: Readonly<Record<string, { readonly Value: string }>> },
      "NoMatchingError"
    >
  | Action<
      "UpdateContactAttributes",
      { readonly Attributes: Texts; readonly TargetContact: "Current" },
      "NoMatchingError"
    >
  | Action<"Compare", { readonly ComparisonValue: string }, "NoMatchingCondition">
  | Action<
      "UpdateContactTextToSpeechVoice",
      { readonly TextToSpeechVoice: string; readonly TextToSpeechEngine: "Neural"; readonly TextToSpeechStyle: "None" },
      "NoMatchingError"
    >
  | Action<"Loop", { readonly LoopCount: string }>
  | Action<
      "GetParticipantInput",
      { readonly SSML: string; readonly StoreInput: "False"; readonly InputTimeLimitSeconds: string },
      "InputTimeLimitExceeded" | "NoMatchingCondition" | "NoMatchingError"
    >
  | Action<"MessageParticipant", { readonly SSML: string }, "NoMatchingError">;

export type FlowAction = Step | DisconnectParticipant;
