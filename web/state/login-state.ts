import { useRef, useState } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import { api, type Outcome, outcomeOf, serverClock } from "./api.ts";
import { type HeldLogin, heldAfter, type Login } from "./held-login.ts";
import type { Ending } from "./routes.ts";
import { noteTrust } from "./trusted-here.ts";

/** What has been typed and not sent, so that a look at the help page loses nothing. In memory only. */
interface Draft {
  identifier: string;
  code: string;
}

/**
 * A login and what can be done with it: that of the tab, or the step-up of a page.
 *
 * @param first what is held at first. @param store keeps it beyond the page, where it is kept. @param leave goes to
 * where an end is told.
 */
export function useLoginState(
  first: () => HeldLogin | undefined,
  store: (held: HeldLogin | undefined) => void,
  leave: (ending: Ending) => void,
) {
  const [held, setHeld] = useState(first);
  const latest = useRef(held);
  /** Calls begun, and those that have no answer yet. */
  const calls = useRef(0);
  const underWay = useRef(0);
  /** A page reads it again and again. */
  const isWatched = useRef(false);
  const draft = useRef<Draft>({ identifier: "", code: "" });
  /** The login has begun with the identifier alone, and nobody has chosen a method: the first is asked at once. */
  const asksFirst = useRef(false);

  const hold = (next: HeldLogin | undefined) => {
    latest.current = next;
    setHeld(next);
    store(next);
  };
  /** Takes up a login that has just begun, in place of any other. */
  const begin = (login: Login, { returnTo, order }: Pick<HeldLogin, "returnTo" | "order"> = {}) => {
    abandon();
    hold({
      ...heldAfter(login, undefined),
      ...(returnTo === undefined ? {} : { returnTo }),
      ...(order === undefined ? {} : { order }),
    });
  };
  /** Takes up an answer about the held login; one that was given up meanwhile stays given up. */
  const keep = (login: Login) => {
    if (latest.current?.login.loginId !== login.loginId) return;
    hold(heldAfter(login, latest.current));
    noteTrust(login);
  };
  /** Takes up a login for which a message has just been sent. A code that another message told is void. */
  const sent = (login: Login) => {
    if (latest.current?.login.loginId !== login.loginId) return;
    if (latest.current.login.challenge?.methodId !== login.challenge?.methodId) draft.current.code = "";
    hold({ ...heldAfter(login, latest.current), sentAt: serverClock.now() });
  };
  /** The result has been issued: the token has done its work, and what remains is "you are logged in". */
  const finish = () => {
    if (latest.current === undefined) return;
    const { loginToken, ...rest } = latest.current;
    const isOffered = rest.login.trust?.offered === true && loginToken !== undefined;
    hold({ ...rest, ...(isOffered ? { trustToken: loginToken } : {}) });
  };
  const end = (ending: Ending) => {
    draft.current.code = "";
    leave(ending);
    hold(undefined);
  };

  /** An answer that a later call has overtaken is none: that call may have changed the token. */
  const read: Client["getLogin"] = async (sent) => {
    const overtaken = calls.current;
    const answered = api.getLogin(sent);
    await outcomeOf(answered);
    if (overtaken !== calls.current || latest.current?.loginToken !== sent.loginToken) throw new Error("overtaken");
    return answered;
  };
  /** Goes where a read that was refused, or of a login that is over, leads. */
  const observe = (outcome: Outcome<{ readonly status: Login["status"] }>) => {
    if (outcome.kind === "answer" && outcome.answer.status === "expired") end("expired");
    if (outcome.kind !== "problem") return;
    if (outcome.problem.code === "login_expired") end("expired");
    if (outcome.problem.code === "unauthenticated") end("lost");
  };
  /** Reads the login anew. */
  const refresh = async () => {
    const { login, loginToken } = latest.current ?? {};
    if (login === undefined || loginToken === undefined) return;
    const outcome = await outcomeOf(read({ params: { loginId: login.loginId }, loginToken }));
    if (outcome.kind === "answer") keep(outcome.answer);
    else observe(outcome);
  };

  /** Ends the login at the API too, as far as that can be reached; whoever calls it forgets it here. */
  const abandon = () => {
    const { login, loginToken } = latest.current ?? {};
    draft.current.code = "";
    if (login?.status === "pending" && loginToken !== undefined) {
      void outcomeOf(api.cancelLogin({ params: { loginId: login.loginId }, loginToken }));
    }
  };

  return {
    held,
    draft: draft.current,
    asksFirst,
    calls,
    underWay,
    isWatched,
    hold,
    begin,
    keep,
    sent,
    finish,
    end,
    read,
    observe,
    refresh,
    abandon,
  };
}
