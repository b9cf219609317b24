import { setTimeout } from "node:timers/promises";
import { AdminRefusal, Unanswered } from "../admin-api.ts";

/** Before the second try; it doubles. */
const firstPauseMs = 500;
const longestPauseMs = 8000;
/** A busy service is waited for; where nothing answers at all, soon not any more. */
const mostTries = { busy: 12, unanswered: 4 } as const;

/** What is refused for now is tried again: the same import makes nothing twice. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries >= triesFor(error)) throw error;
      await setTimeout(Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1)));
    }
  }
}

function triesFor(error: unknown): number {
  if (error instanceof Unanswered) return mostTries.unanswered;
  const isBusy = error instanceof AdminRefusal && [429, 500, 502, 503, 504].includes(error.problem.status);
  return isBusy ? mostTries.busy : 1;
}
