import { createContext } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAddress } from "./address.ts";
import { api, outcomeOf, serverClock } from "./api.ts";
import { forgetLogin, type HeldLogin, heldAfter, type Login, loadLogin, saveLogin } from "./held-login.ts";
import { type Ending, endedPath, paths, resolve } from "./routes.ts";

/** What has been typed and not sent, so that a look at the help page loses nothing. In memory only. */
interface Draft {
  identifier: string;
  code: string;
}

function takeUp(): HeldLogin | undefined {
  const stored = loadLogin(sessionStorage);
  if (stored === undefined) return undefined;
  const { clockOffset, ...held } = stored;
  serverClock.restore(clockOffset);
  return held;
}

/** The one login of this tab, the page that shows it, and what can be done with it. */
export function useFlowState() {
  const { address, go } = useAddress();
  const [held, setHeld] = useState(takeUp);
  const latest = useRef(held);
  /** Calls begun, and those that have no answer yet. */
  const calls = useRef(0);
  const underWay = useRef(0);
  const draft = useRef<Draft>({ identifier: "", code: "" });
  const { page, path } = resolve(address, held);
  useLayoutEffect(() => {
    if (path !== address) go(path, true);
  }, [path, address]);

  const hold = (next: HeldLogin | undefined) => {
    latest.current = next;
    setHeld(next);
    if (next === undefined) forgetLogin(sessionStorage);
    else saveLogin(sessionStorage, next, serverClock.offset());
  };
  /** Takes up a login that has just begun, in place of any other. */
  const begin = (login: Login) => {
    abandon();
    hold(heldAfter(login, undefined));
  };
  /** Takes up an answer about the held login; one that was given up meanwhile stays given up. */
  const keep = (login: Login) => {
    if (latest.current?.login.loginId === login.loginId) hold(heldAfter(login, latest.current));
  };
  /** Takes up a login for which a message has just been sent. A code that another message told is void. */
  const sent = (login: Login) => {
    if (latest.current?.login.loginId !== login.loginId) return;
    if (latest.current.login.challenge?.methodId !== login.challenge?.methodId) draft.current.code = "";
    hold({ ...heldAfter(login, latest.current), sentAt: serverClock.now() });
  };
  /** The result has been issued: the token has done its work, and what remains is "you are logged in". */
  const finish = () => {
    if (latest.current !== undefined) hold({ login: latest.current.login });
  };
  /** Forgets it beyond this page; the page itself still shows it. */
  const putAway = () => forgetLogin(sessionStorage);
  const end = (ending: Ending) => {
    draft.current.code = "";
    go(endedPath(ending), true);
    hold(undefined);
  };

  /** Reads the login anew. An answer that a later call has overtaken is ignored: that call may have changed the token. */
  const refresh = async () => {
    const { login, loginToken } = latest.current ?? {};
    if (login === undefined || loginToken === undefined) return;
    const overtaken = calls.current;
    const outcome = await outcomeOf(api.getLogin({ params: { loginId: login.loginId }, loginToken }));
    if (overtaken !== calls.current || latest.current?.loginToken !== loginToken) return;
    if (outcome.kind === "answer") keep(outcome.answer);
    if (outcome.kind !== "problem") return;
    if (outcome.problem.code === "login_expired") end("expired");
    if (outcome.problem.code === "unauthenticated") end("lost");
  };

  /** Ends the login at the API too, as far as that can be reached, and forgets it here. */
  const abandon = () => {
    const { login, loginToken } = latest.current ?? {};
    draft.current.code = "";
    if (login?.status === "pending" && loginToken !== undefined) {
      void outcomeOf(api.cancelLogin({ params: { loginId: login.loginId }, loginToken }));
    }
  };
  const startOver = () => {
    abandon();
    go(paths.login);
    hold(undefined);
  };
  const cancel = () => {
    abandon();
    end("cancelled");
  };

  return {
    held,
    page,
    path,
    draft: draft.current,
    calls,
    underWay,
    go,
    begin,
    keep,
    sent,
    finish,
    putAway,
    end,
    refresh,
    startOver,
    cancel,
  };
}

export type Flow = ReturnType<typeof useFlowState>;
export const FlowContext = createContext<Flow | undefined>(undefined);

export function useFlow(): Flow {
  const flow = useContext(FlowContext);
  if (flow === undefined) throw new Error("outside the flow's provider");
  return flow;
}
