import { useEffect } from "preact/hooks";
import type { Flow } from "./flow.ts";

/**
 * Reads the login anew when the page is loaded, and when it is looked at again: a phone's browser sleeps while the SMS
 * is read.
 */
export function useRefreshing(flow: Flow): void {
  const { held, refresh, underWay, isWatched } = flow;
  const isPending = held?.login.status === "pending";
  useEffect(() => {
    if (isPending) void refresh();
  }, []);
  useEffect(() => {
    // A call that is under way tells more, and may be changing the token that the read would show; who watches reads it.
    const isDue = () => document.visibilityState === "visible" && underWay.current === 0 && !isWatched.current;
    const onVisible = () => isDue() && void refresh();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  });
}
