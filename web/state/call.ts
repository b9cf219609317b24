import { useRef, useState } from "preact/hooks";
import type { ProblemBody } from "../../shared/contract/schemas.ts";
import { outcomeOf, serverClock } from "./api.ts";
import { useFlow } from "./flow.ts";
import type { Keyring } from "./idempotency.ts";
import { isFinal, reactionTo } from "./reactions.ts";
import { endings } from "./routes.ts";
import { useSecondsUntil } from "./server-time.ts";

/** Why a page cannot go on, as facts: the words are found when it is shown, in the language of that moment. */
export type Failure<Action extends string, Field extends string> =
  | { readonly kind: "empty"; readonly fields: readonly Field[] }
  | { readonly kind: "network"; readonly during: Action }
  | { readonly kind: "problem"; readonly during: Action; readonly problem: ProblemBody; readonly waitUntil?: number };

/** Makes a call that belongs to the page; `keys` is where its idempotency key comes from, if it has one. */
export type Run<Action extends string> = <T>(
  during: Action,
  call: () => Promise<T>,
  keys?: Keyring,
) => Promise<T | undefined>;

/**
 * The calls of one page, one at a time. A refusal that ends the login leads to that page; any other is the page's
 * `failure` until the next answer. `run` gives the answer, or nothing where there was none; it goes on when the page
 * has been left meanwhile, because an answer may carry the new token.
 */
export function useCall<Action extends string, Field extends string = never>() {
  const flow = useFlow();
  const [busy, setBusy] = useState<Action>();
  const [failure, setFailure] = useState<Failure<Action, Field>>();
  const isRunning = useRef(false);

  const refused = async (during: Action, problem: ProblemBody) => {
    const { act, refresh } = reactionTo(problem);
    const ending = endings.find((each) => each === act);
    if (ending !== undefined) return flow.end(ending);
    if (refresh) await flow.refresh();
    const { retryAfter } = problem;
    const wait = retryAfter === undefined ? {} : { waitUntil: serverClock.now() + retryAfter * 1000 };
    setFailure({ kind: "problem", during, problem, ...wait });
  };

  const run: Run<Action> = async (during, call, keys) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    flow.calls.current += 1;
    flow.underWay.current += 1;
    setBusy(during);
    const outcome = await outcomeOf(call());
    if (outcome.kind === "answer" || (outcome.kind === "problem" && isFinal(outcome.problem))) keys?.settle();
    if (outcome.kind === "problem") await refused(during, outcome.problem);
    else setFailure(outcome.kind === "network" ? { kind: "network", during } : undefined);
    setBusy(undefined);
    flow.underWay.current -= 1;
    isRunning.current = false;
    return outcome.kind === "answer" ? outcome.answer : undefined;
  };

  return { busy, failure, setFailure, run };
}

/** Seconds that the action has to wait after its last refusal. */
export function useWait<Action extends string>(failure: Failure<Action, string> | undefined, action: Action): number {
  const isItsOwn =
    failure?.kind === "problem" && failure.during === action && reactionTo(failure.problem).act === "wait";
  return useSecondsUntil(isItsOwn ? failure.waitUntil : undefined);
}
