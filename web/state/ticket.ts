import { useEffect, useRef, useState } from "preact/hooks";
import { api, outcomeOf } from "./api.ts";
import { useFlow } from "./flow.ts";
import { paths } from "./routes.ts";

/** Why a ticket leads nowhere. */
export type Over = "used" | "expired" | "closed";
export type TicketState = "loading" | "offline" | Over;

/** The ticket behind `#`, taken out of the address at once: it works once, and stands in no history. */
function takeTicket(): string {
  const ticket = location.hash.slice(1);
  if (ticket !== "") history.replaceState(null, "", location.pathname);
  return ticket;
}

const overOf = (code: string): Over =>
  code === "login_expired" ? "expired" : code === "login_closed" ? "closed" : "used";

/** Takes up the login that a backend has begun, in this tab, and goes on with it. */
export function useTicket() {
  const flow = useFlow();
  const [ticket, setTicket] = useState(takeTicket);
  const [state, setState] = useState<TicketState>("loading");
  const isRunning = useRef(false);

  const claim = async () => {
    if (ticket === "") return setState("used");
    if (isRunning.current) return;
    isRunning.current = true;
    setState("loading");
    const outcome = await outcomeOf(api.claimLogin({ body: { ticket } }));
    isRunning.current = false;
    if (outcome.kind === "answer") {
      flow.begin(outcome.answer);
      return flow.go(paths.method, true);
    }
    const isPassing = outcome.kind === "network" || outcome.problem.status >= 429;
    setState(isPassing ? "offline" : overOf(outcome.problem.code));
  };
  useEffect(() => void claim(), [ticket]);
  // Another ticket in the same tab changes nothing but what stands behind `#`.
  useEffect(() => {
    const take = () => location.hash !== "" && setTicket(takeTicket());
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return { state, claim };
}
