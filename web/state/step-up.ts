import { useEffect, useState } from "preact/hooks";
import { api } from "./api.ts";
import { type Flow, useFlow } from "./flow.ts";
import { useLoginState } from "./login-state.ts";
import type { StepUpWanted } from "./own.ts";
import { type Ending, pageOf, paths } from "./routes.ts";

type Step = "method" | "code" | "help";

interface StepUp {
  /** What the pages of a login need: here they lead to one another in place, and the address stays. */
  readonly flow: Flow;
  readonly step: Step;
  readonly ending: Ending | undefined;
  readonly start: () => Promise<void>;
}

/**
 * A login that proves a second factor anew for one action, in the place of the page that wants it. It lives as long as
 * that page.
 */
export function useStepUp(wanted: StepUpWanted, onSettled: (isProved: boolean) => void): StepUp {
  const outer = useFlow();
  const [step, setStep] = useState<Step>("method");
  const [ending, setEnding] = useState<Ending>();
  const {
    abandon,
    hold: _,
    ...state
  } = useLoginState(
    () => undefined,
    () => {},
    setEnding,
  );

  const start = async () => {
    const login = await api.startStepUp({ body: wanted });
    setEnding(undefined);
    setStep("method");
    state.begin(login);
  };
  useEffect(() => {
    if (state.held?.login.status === "complete") onSettled(true);
  }, [state.held?.login.status]);
  // Whatever was sent for it is void when the page is left.
  useEffect(() => abandon, []);

  const go = (path: string) => {
    if (path === paths.method) setStep("method");
    else if (path === paths.code || path === paths.backup) setStep("code");
    else if (path === paths.help) setStep("help");
    else outer.go(path);
  };
  const cancel = () => {
    abandon();
    onSettled(false);
  };
  const page = state.held === undefined || step === "help" ? step : pageOf(state.held.login, step);
  return {
    flow: { ...outer, ...state, page, go, cancel, startOver: cancel, drop: cancel, putAway: () => {} },
    step: page === "code" || page === "backup" ? "code" : page === "help" ? "help" : "method",
    ending,
    start,
  };
}
