import { voiceAttributes } from "../../infra/flows/voice-code.ts";
import { type Arrival, type DeployedAction, type DeployedFlow, walk } from "./flow-walk.ts";

const blank = Object.fromEntries(voiceAttributes.map((name) => [name, ""]));
const blanksAll = JSON.stringify({ Attributes: blank, TargetContact: "Current" });
const copiesAll = JSON.stringify({
  FlowAttributes: Object.fromEntries(voiceAttributes.map((name) => [name, { Value: `$.Attributes.${name}` }])),
});

/**
 * Errors by type of action, from the pages of the flow language. Two go beyond them: the console gives
 * UpdateFlowAttributes an error branch that its page leaves out, and Connect does not insist on that of a message.
 */
const documentedErrors: Readonly<Record<string, readonly string[]>> = {
  UpdateFlowLoggingBehavior: [],
  UpdateFlowAttributes: ["NoMatchingError"],
  UpdateContactAttributes: ["NoMatchingError"],
  Compare: ["NoMatchingCondition"],
  UpdateContactTextToSpeechVoice: ["NoMatchingError"],
  Loop: [],
  GetParticipantInput: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"],
  MessageParticipant: ["NoMatchingError"],
  DisconnectParticipant: [],
};

const speaks = ({ Type }: DeployedAction) => Type === "MessageParticipant" || Type === "GetParticipantInput";
const ends = ({ Type }: DeployedAction) => Type === "DisconnectParticipant";

/** What holds of every action, whatever call comes to it. */
export const ofActions = {
  "is of a type that is used here, with all errors that are documented and no other": ({ Type, Transitions }) =>
    documentedErrors[Type]?.join() === Transitions.Errors.map(({ ErrorType }) => ErrorType).join(),
  "has a name that Connect takes": ({ Identifier }) => /^[^%:(\\/)=$,;[\]{}]{1,50}$/.test(Identifier),
  "compares with plain texts alone": ({ Transitions }) =>
    Transitions.Conditions.every(({ Condition }) => !Condition.Operands.join().includes("$")),
  "takes one key alone as an answer": ({ Type, Parameters, Transitions }) =>
    Type !== "GetParticipantInput" ||
    (Parameters.StoreInput === "False" &&
      Transitions.Conditions.every(
        ({ Condition }) => Condition.Operator === "Equals" && /^[1-9]$/.test(Condition.Operands.join()),
      )),
  "blanks everything, where it blanks": ({ Type, Parameters }) =>
    Type !== "UpdateContactAttributes" || JSON.stringify(Parameters) === blanksAll,
  "reads the contact's attributes only to copy all of them": ({ Type, Parameters }) =>
    Type === "UpdateFlowAttributes"
      ? JSON.stringify(Parameters) === copiesAll
      : !JSON.stringify(Parameters).includes("$.Attributes"),
} as const satisfies Readonly<Record<string, (action: DeployedAction) => boolean>>;

/** What holds of every call, whichever way it takes. */
export const ofCalls = {
  "has the log off before anything else": ({ action, facts }) =>
    facts.logIsOff || action.Type === "UpdateFlowLoggingBehavior",
  "says nothing before the contact is copied and blank": ({ action, facts }) =>
    !speaks(action) || (facts.isCopied && facts.isBlank),
  "tells the code to nobody who has not pressed the right key": ({ action, facts }) =>
    action.Parameters.SSML !== "$.FlowAttributes.code" || facts.isProved,
  "ends with the contact blank, or with a second attempt at it": ({ action, facts }) =>
    !ends(action) || facts.isBlank || facts.blankings >= 2,
  "asks three times at most": ({ facts }) => facts.asked <= 3,
  "says goodbye once the code was told three times": ({ action, facts }) =>
    action.Parameters.SSML !== "$.FlowAttributes.goodbye" || facts.told === 3,
} as const satisfies Readonly<Record<string, (arrival: Arrival) => boolean>>;

/** The rules that a flow breaks, and what calls in it run into. */
export function broken(flow: DeployedFlow): readonly string[] {
  const actions = Object.entries(ofActions).filter(([, holds]) => !flow.Actions.every(holds));
  try {
    const arrivals = walk(flow);
    const calls = Object.entries(ofCalls).filter(([, holds]) => !arrivals.every(holds));
    const reached = new Set(arrivals.map(({ action }) => action.Identifier));
    const never = flow.Actions.filter(({ Identifier }) => !reached.has(Identifier));
    return [...[...actions, ...calls].map(([rule]) => rule), ...never.map(({ Identifier }) => `unused: ${Identifier}`)];
  } catch (error) {
    return [...actions.map(([rule]) => rule), String(error)];
  }
}
