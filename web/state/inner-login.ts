import { useEffect, useState } from "preact/hooks";
import { serverClock } from "./api.ts";
import { type Flow, useFlow } from "./flow.ts";
import type { HeldLogin, Login, StoredLogin } from "./held-login.ts";
import { useLoginState } from "./login-state.ts";
import { type Ending, pageOf, paths } from "./routes.ts";

type Step = "method" | "code" | "help";

interface InnerLogin {
  /** What the pages of a login need: here they lead to one another in place, and the address stays. */
  readonly flow: Flow;
  readonly step: Step;
  readonly ending: Ending | undefined;
  readonly start: () => Promise<void>;
}

interface InnerLoginParts {
  /** Begins it. */
  readonly begin: () => Promise<Login>;
  /** The login of before a reload, where it is kept over one. */
  readonly kept?: StoredLogin | undefined;
  readonly store?: (held: StoredLogin | undefined) => void;
  readonly onSettled: (isProved: boolean) => void;
}

/** A login of another purpose in the place of a page: it lives as long as that page. */
export function useInnerLogin({ begin, kept, store = () => {}, onSettled }: InnerLoginParts): InnerLogin {
  const outer = useFlow();
  const [step, setStep] = useState<Step>(kept?.login.challenge === undefined ? "method" : "code");
  const [ending, setEnding] = useState<Ending>();
  const keep = (held: HeldLogin | undefined) => store(held && { ...held, clockOffset: serverClock.offset() });
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
    keep,
    setEnding,
  );

  const start = async () => {
    const login = await begin();
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
      store(undefined);
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
