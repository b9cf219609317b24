import type { Area, Entry } from "../domain/conversion.ts";
import type { Instant } from "../domain/duration.ts";
import type { History } from "../domain/fraud-guard.ts";

/** Whether a pause stops anything, or is only kept in mind. Each has a memory of its own. */
export type GuardMode = "enforce" | "record";

/** How many messages went where, and how many of their codes were entered. */
export interface Conversions {
  /** Adds entries, each once, however often and in whatever company it comes. */
  count(entries: readonly Entry[]): Promise<void>;
  /** One consistent read. */
  find(area: Area, mode: GuardMode): Promise<History>;
  /** Stops sending to an area, and remembers it. @returns whether this call did: false while a pause is running. */
  pause(area: Area, mode: GuardMode, until: Instant, now: Instant): Promise<boolean>;
}
