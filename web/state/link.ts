import { useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import { api, outcomeOf } from "./api.ts";
import type { Failure } from "./call.ts";
import type { Login } from "./held-login.ts";
import { notMePath } from "./routes.ts";

export type Link = Awaited<ReturnType<Client["inspectLink"]>>;

/** Why a URL does nothing any more, as the page tells it. */
const overs = ["link_used", "link_expired", "link_superseded", "login_closed", "locked", "not_found"] as const;
export type Over = (typeof overs)[number];

export type LinkState =
  | { readonly at: "loading" }
  | { readonly at: "offline" }
  | { readonly at: "over"; readonly over: Over }
  | { readonly at: "open"; readonly link: Link }
  | { readonly at: "approved" }
  | { readonly at: "denied"; readonly notMe: string | undefined };

export type Action = "approve" | "deny" | "continue" | "start";

const key = "nidan.link";

/**
 * The token behind `#`, taken out of the address, so that it stands in no history, screenshot or shared address. Kept for
 * this tab, which a phone may throw out while the person looks at the other screen.
 */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token === "") return sessionStorage.getItem(key) ?? "";
  history.replaceState(null, "", location.pathname);
  sessionStorage.setItem(key, token);
  return token;
}

const forgetToken = () => sessionStorage.removeItem(key);

/** A one-time URL that this tab has opened, and what can be done by it. */
export function useLink() {
  const [token, setToken] = useState(takeToken);
  const [state, setState] = useState<LinkState>({ at: "loading" });
  const [busy, setBusy] = useState<Action>();
  const [failure, setFailure] = useState<Failure<Action, "acknowledged" | "matchNumber" | "identifier" | "password">>();
  const isRunning = useRef(false);

  const inspect = async () => {
    if (token === "") return setState({ at: "over", over: "not_found" });
    setState({ at: "loading" });
    const outcome = await outcomeOf(api.inspectLink({ body: { token } }));
    if (outcome.kind === "answer") setState({ at: "open", link: outcome.answer });
    else setState(outcome.kind === "network" ? { at: "offline" } : { at: "over", over: overOf(outcome.problem.code) });
  };
  useEffect(() => void inspect(), [token]);
  // Another URL that is opened in the same tab changes nothing but what stands behind `#`.
  useEffect(() => {
    const take = () => location.hash !== "" && setToken(takeToken());
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);

  /** Makes a call, one at a time. What ends the URL becomes the page's state; any other refusal is shown in its form. */
  const run = async <T>(during: Action, call: () => Promise<T>): Promise<T | undefined> => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setBusy(during);
    const outcome = await outcomeOf(call());
    setBusy(undefined);
    isRunning.current = false;
    if (outcome.kind === "answer") {
      setFailure(undefined);
      return outcome.answer;
    }
    if (outcome.kind === "network") setFailure({ kind: "network", during });
    else if (isOver(outcome.problem.code)) over(overOf(outcome.problem.code));
    else if (outcome.problem.attemptsLeft === 0) over("locked");
    else setFailure({ kind: "problem", during, problem: outcome.problem });
    return undefined;
  };
  const over = (reason: Over) => {
    forgetToken();
    setState({ at: "over", over: reason });
  };

  const decide = async (decision: "approve" | "deny", more: { acknowledged?: boolean; matchNumber?: string } = {}) => {
    const done = await run(decision, () => api.redeemLink({ body: { token, decision, ...more } }));
    if (done === undefined) return;
    forgetToken();
    const { outcome, disavowal } = { disavowal: undefined, ...done };
    setState(outcome === "approved" ? { at: "approved" } : { at: "denied", notMe: disavowal && notMePath(disavowal) });
  };
  /** @returns the login that goes on in this tab. */
  const goOn = async (into?: Login): Promise<Login | undefined> => {
    const { loginId, loginToken } = into ?? {};
    const own = loginId === undefined || loginToken === undefined ? {} : { into: { loginId, loginToken } };
    const done = await run("continue", () => api.redeemLink({ body: { token, decision: "continue", ...own } }));
    if (done !== undefined) forgetToken();
    return done?.login;
  };
  return { state, busy, failure, setFailure, inspect, run, decide, goOn };
}

const isOver = (code: string): boolean => code === "login_expired" || overs.some((one) => one === code);

/** A login that is over by time has taken its URL along; and what nobody knows is as good as no URL. */
const overOf = (code: string): Over =>
  code === "login_expired" ? "link_expired" : (overs.find((one) => one === code) ?? "not_found");
