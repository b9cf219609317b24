import type { Activity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";

/** Which part of the trail: not older than `since`, and before the activity of that id. */
interface Stretch {
  readonly since: Instant;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The audit trail, for reading. It is written by those that make changes, in the transactions that make them. */
export interface Activities {
  /** One query, newest first. @returns whether there are more. */
  list(sub: string, stretch: Stretch): Promise<{ readonly activities: readonly Activity[]; readonly more: boolean }>;
}
