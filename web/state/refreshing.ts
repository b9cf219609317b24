import { useEffect } from "preact/hooks";
import type { Flow } from "./flow.ts";

/**
 * Reads the login anew when the page is loaded, and when it is looked at again: a phone's browser sleeps while the SMS
 * is read.
 */
export function useRefreshing(flow: Flow): void {
  const { held, refresh } = flow;
  const isPending = held?.login.status === "pending";
  useEffect(() => {
    if (isPending) void refresh();
  }, []);
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && void refresh();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  });
}
