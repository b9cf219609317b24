import type { Instant } from "../domain/duration.ts";
import type { Habits } from "../domain/habits.ts";

/** How accounts sign in, for the judgement of the next time. Nothing is decided by it alone. */
export interface HabitStore {
  find(sub: string): Promise<Habits | undefined>;
  /** Replaces what is remembered of sign-ins, unless by one that is older than the newest. */
  keep(sub: string, habits: Habits, now: Instant): Promise<void>;
  noteDenial(sub: string, now: Instant): Promise<void>;
}
