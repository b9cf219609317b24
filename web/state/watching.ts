import { useEffect } from "preact/hooks";
import { waitForLogin } from "../../shared/contract/wait-for-login.ts";
import { outcomeOf } from "./api.ts";
import { useFlow } from "./flow.ts";

/**
 * Reads the login anew at the pace that the API allows, and only while the tab is looked at. That a read fails is
 * nobody's concern: the next one may not.
 */
export function useWatching(isWatching: boolean): void {
  const { held, read, keep, observe, isWatched } = useFlow();
  const { login, loginToken: token } = held ?? {};
  const loginId = login?.loginId;
  useEffect(() => {
    if (!isWatching || loginId === undefined || token === undefined) return;
    const over = new AbortController();
    const { signal } = over;
    isWatched.current = true;
    const watch = async () => {
      const { pollInterval = 0 } = login ?? {};
      const waiting = { token, signal, pollInterval, onLogin: keep, maxFailures: Number.POSITIVE_INFINITY };
      const outcome = await outcomeOf(waitForLogin(read, loginId, waiting));
      if (!signal.aborted) observe(outcome);
    };
    void watch();
    return () => {
      isWatched.current = false;
      over.abort();
    };
  }, [isWatching, loginId, token]);
}
