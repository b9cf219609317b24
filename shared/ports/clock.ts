import type { Instant } from "../domain/duration.ts";

/** The one source of time. */
export interface Clock {
  now(): Instant;
}
