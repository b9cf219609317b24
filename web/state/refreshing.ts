import { useEffect } from "preact/hooks";
import type { Flow } from "./flow.ts";

/** A provider that has said nothing by then says nothing. */
const mostReads = 15;

/**
 * Reads the login anew when the page is loaded, when it is looked at again (a phone's browser sleeps while the SMS is
 * read), and while a message is on its way to the provider.
 */
export function useRefreshing(flow: Flow): void {
  const { held, refresh } = flow;
  const isPending = held?.login.status === "pending";
  const isSending = isPending && held.login.challenge?.delivery === "pending";
  const interval = (held?.login.pollInterval ?? 0) * 1000;
  useEffect(() => {
    if (isPending) void refresh();
  }, []);
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && void refresh();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  });
  useEffect(() => {
    if (!isSending) return;
    let left = mostReads;
    const timer = setInterval(
      () => {
        void refresh();
        left -= 1;
        if (left === 0) clearInterval(timer);
      },
      Math.max(interval, 2000),
    );
    return () => clearInterval(timer);
  }, [isSending, interval]);
}
