import type { Activity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";

/** Which part of the trail: not older than `since`, and before the activity of that id. */
interface Stretch {
  readonly since: Instant;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The audit trail. What tells of a change is written with the change itself, by whoever makes it. */
export interface Activities {
  /** Something that changed nothing; the same again takes its place. */
  add(activity: Activity): Promise<void>;
  /** One query, newest first. @returns whether there are more. */
  list(sub: string, stretch: Stretch): Promise<{ readonly activities: readonly Activity[]; readonly more: boolean }>;
}
