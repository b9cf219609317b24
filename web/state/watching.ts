import { useEffect, useRef } from "preact/hooks";
import { useFlow } from "./flow.ts";

/**
 * Reads the login anew at the pace that the API allows, and only while the tab is looked at. That a read fails is
 * nobody's concern: the next one may not.
 *
 * @param pollInterval seconds.
 */
export function useWatching(isWatching: boolean, pollInterval: number): void {
  const { refresh } = useFlow();
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (!isWatching) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const wait = () => {
      stop();
      if (document.visibilityState === "visible") timer = setTimeout(read, pollInterval * 1000);
    };
    const read = async () => {
      const own = timer;
      await latest.current();
      // Not when it was stopped, or begun anew, meanwhile.
      if (own === timer) wait();
    };
    wait();
    // Coming back reads at once (`useRefreshing`); the next read keeps its distance from that one.
    document.addEventListener("visibilitychange", wait);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", wait);
    };
  }, [isWatching, pollInterval]);
}
