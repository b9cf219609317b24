import type { Milliseconds } from "../domain/duration.ts";

/** Lets time go by, where the time that an answer takes would tell something. */
export interface Pause {
  /** Ends no earlier than so long after `since`, an instant of `performance.now()`. */
  until(since: number, duration: Milliseconds): Promise<void>;
}
