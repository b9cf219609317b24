import { createContext } from "preact";
import { useContext, useLayoutEffect } from "preact/hooks";
import { useAddress } from "./address.ts";
import { serverClock } from "./api.ts";
import { forgetLogin, type HeldLogin, loadLogin, saveLogin } from "./held-login.ts";
import { useLoginState } from "./login-state.ts";
import { signInPath } from "./return-path.ts";
import { endedPath, resolve } from "./routes.ts";

function takeUp(): HeldLogin | undefined {
  const stored = loadLogin(sessionStorage);
  if (stored === undefined) return undefined;
  const { clockOffset, ...held } = stored;
  serverClock.restore(clockOffset);
  return held;
}

function store(held: HeldLogin | undefined): void {
  if (held === undefined) forgetLogin(sessionStorage);
  else saveLogin(sessionStorage, held, serverClock.offset());
}

/** The one login of this tab, the page that shows it, and what can be done with it. */
export function useFlowState() {
  const { address, go } = useAddress();
  const { hold, abandon, ...state } = useLoginState(takeUp, store, (ending) => go(endedPath(ending), true));
  const { page, path } = resolve(address, state.held);
  useLayoutEffect(() => {
    if (path !== address) go(path, true);
  }, [path, address]);

  /** Forgets it beyond this page; the page itself still shows it. */
  const putAway = () => forgetLogin(sessionStorage);
  const startOver = () => {
    abandon();
    go(signInPath(state.held?.returnTo));
    hold(undefined);
  };
  const cancel = () => {
    abandon();
    state.end("cancelled");
  };
  /** Gives up whatever is held, without a word. */
  const drop = () => {
    abandon();
    hold(undefined);
  };
  return { ...state, page, path, go, putAway, startOver, cancel, drop };
}

export type Flow = ReturnType<typeof useFlowState>;
export const FlowContext = createContext<Flow | undefined>(undefined);

export function useFlow(): Flow {
  const flow = useContext(FlowContext);
  if (flow === undefined) throw new Error("outside the flow's provider");
  return flow;
}
