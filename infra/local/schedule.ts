import { setTimeout } from "node:timers/promises";

const pollMs = 200;

/**
 * Calls a function every so often by the clock that the handlers use, as EventBridge's schedule does by AWS's: a clock
 * that is moved on by hours calls it once, at once.
 *
 * @returns what stops it, once a call that runs has ended.
 */
export function repeat(everyMs: number, call: () => Promise<unknown>): () => Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const running = (async () => {
    let last = Date.now();
    while (!signal.aborted) {
      await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
      const now = Date.now();
      const isDue = now - last >= everyMs;
      // A clock that was moved back begins anew.
      if (isDue || now < last) last = now;
      if (isDue && !signal.aborted) await call();
    }
  })();
  return async () => {
    stopped.abort();
    await running;
  };
}
