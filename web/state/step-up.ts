import { useEffect, useState } from "preact/hooks";
import { api, serverClock } from "./api.ts";
import { type Flow, useFlow } from "./flow.ts";
import { forgetStepUp, type StepUpWanted, type StoredLogin, saveStepUp } from "./held-login.ts";
import { useLoginState } from "./login-state.ts";
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
 * that page, over a reload too.
 *
 * @param kept the login of before the reload.
 */
export function useStepUp(
  wanted: StepUpWanted,
  kept: StoredLogin | undefined,
  onSettled: (isProved: boolean) => void,
): StepUp {
  const outer = useFlow();
  const { path } = outer;
  const [step, setStep] = useState<Step>(kept?.login.challenge === undefined ? "method" : "code");
  const [ending, setEnding] = useState<Ending>();
  const {
    abandon,
    hold: _,
    ...state
  } = useLoginState(
    () => {
      if (kept === undefined) return undefined;
      const { clockOffset, ...held } = kept;
      serverClock.restore(clockOffset);
      return held;
    },
    (held) => {
      if (held === undefined) forgetStepUp(sessionStorage);
      else saveStepUp(sessionStorage, { wanted, path, held: { ...held, clockOffset: serverClock.offset() } });
    },
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
  useEffect(
    () => () => {
      abandon();
      forgetStepUp(sessionStorage);
    },
    [],
  );

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
