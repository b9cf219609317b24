import { useEffect, useRef } from "preact/hooks";
import { pause } from "../../shared/contract/pause.ts";

/** Reads again and again, a while after the last read, and only while the tab is looked at; coming back reads at once. */
export function usePolling(isOn: boolean, seconds: number, read: () => Promise<unknown>): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!isOn) return;
    const over = new AbortController();
    const { signal } = over;
    const poll = async () => {
      while (!signal.aborted) {
        await pause(seconds, { signal });
        await latest.current();
      }
    };
    // It ends by the signal alone: what is read tells its failures itself.
    poll().catch(() => undefined);
    return () => over.abort();
  }, [isOn, seconds]);
}
