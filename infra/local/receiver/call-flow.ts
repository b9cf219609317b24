import type { Flow, FlowAction, Step } from "../../flows/flow-language.ts";
import { isSpeakable } from "./call-speech.ts";

/** What there is to say of a call when it has ended. */
export interface CallRun {
  /** SSML, in the order in which it was spoken. */
  readonly spoken: readonly string[];
  /** The voice that was set last; `undefined` when none was. */
  readonly voice: string | undefined;
  /** The contact's attributes as AWS would keep them. */
  readonly attributes: Readonly<Record<string, string>>;
}

interface Progress {
  readonly contact: Map<string, string>;
  readonly flow: Map<string, string>;
  readonly loops: Map<string, number>;
  readonly spoken: string[];
  voice: string | undefined;
  questions: number;
}

/** How an action ended: with a result to branch by, without one, or with the error that the flow language names. */
type Outcome = { readonly result: string } | { readonly error: string } | "done";

/** A flow that has run so many actions is going round in circles. */
const mostSteps = 1000;

const failed = { error: "NoMatchingError" } as const;

/**
 * Runs a flow as Connect does.
 *
 * @param press the key that is pressed at the first, second, … question; `undefined`: none.
 * @throws Error when it names an action that it does not have, or does not end.
 */
export function runCall(
  { StartAction, Actions }: Flow,
  attributes: Readonly<Record<string, string>>,
  press: (question: number) => string | undefined,
): CallRun {
  const progress: Progress = {
    contact: new Map(Object.entries(attributes)),
    flow: new Map(),
    loops: new Map(),
    spoken: [],
    voice: undefined,
    questions: 0,
  };
  const actions = new Map(Actions.map((action) => [action.Identifier, action]));
  let next: string | undefined = StartAction;
  for (let steps = 0; next !== undefined; steps += 1) {
    const action: FlowAction | undefined = actions.get(next);
    if (action === undefined) throw new Error(`The flow has no action "${next}"`);
    if (steps === mostSteps) throw new Error(`The flow does not end: it is at "${next}" after ${mostSteps} actions`);
    next = action.Type === "DisconnectParticipant" ? undefined : after(action, perform(action, progress, press));
  }
  const { spoken, voice, contact } = progress;
  return { spoken, voice, attributes: Object.fromEntries(contact) };
}

function perform(action: Step, progress: Progress, press: (question: number) => string | undefined): Outcome {
  switch (action.Type) {
    case "UpdateFlowLoggingBehavior":
      return "done";
    case "UpdateFlowAttributes":
      for (const [name, { Value }] of Object.entries(action.Parameters.FlowAttributes)) {
        progress.flow.set(name, resolve(Value, progress));
      }
      return "done";
    case "UpdateContactAttributes":
      for (const [name, value] of Object.entries(action.Parameters.Attributes)) {
        progress.contact.set(name, resolve(value, progress));
      }
      return "done";
    case "Compare":
      return { result: resolve(action.Parameters.ComparisonValue, progress) };
    case "UpdateContactTextToSpeechVoice":
      progress.voice = action.Parameters.TextToSpeechVoice;
      return "done";
    case "Loop":
      return { result: goRound(action.Identifier, Number(action.Parameters.LoopCount), progress.loops) };
    case "GetParticipantInput": {
      if (!speak(action.Parameters.SSML, progress)) return failed;
      progress.questions += 1;
      const key = press(progress.questions);
      return key === undefined ? { error: "InputTimeLimitExceeded" } : { result: key };
    }
    case "MessageParticipant":
      return speak(action.Parameters.SSML, progress) ? "done" : failed;
  }
}

/** Where an action leads; `undefined` where it failed and the flow does not say: Connect ends the call then. */
function after({ Transitions }: Step, outcome: Outcome): string | undefined {
  if (outcome === "done") return Transitions.NextAction;
  const errors: readonly { readonly ErrorType: string; readonly NextAction: string }[] = Transitions.Errors;
  const atError = (type: string) => errors.find(({ ErrorType }) => ErrorType === type)?.NextAction;
  if ("error" in outcome) return atError(outcome.error);
  const branch = Transitions.Conditions.find(({ Condition: { Operator, Operands } }) =>
    Operator === "Equals" ? outcome.result === Operands[0] : outcome.result.startsWith(Operands[0]),
  );
  return branch?.NextAction ?? atError("NoMatchingCondition");
}

/** A text as it stands, or the attribute that it names; one that was never set is nothing. */
function resolve(value: string, { contact, flow }: Progress): string {
  const [, scope, name = ""] = /^\$\.(Attributes|FlowAttributes)\.(\w+)$/.exec(value) ?? [];
  if (scope === undefined) return value;
  return (scope === "Attributes" ? contact : flow).get(name) ?? "";
}

function goRound(id: string, count: number, loops: Map<string, number>): string {
  const done = loops.get(id) ?? 0;
  const again = done < count;
  loops.set(id, again ? done + 1 : 0);
  return again ? "ContinueLooping" : "DoneLooping";
}

function speak(value: string, progress: Progress): boolean {
  const ssml = resolve(value, progress);
  const speakable = isSpeakable(ssml);
  if (speakable) progress.spoken.push(ssml);
  return speakable;
}
