import type { Instant, Milliseconds } from "../domain/duration.ts";

/** Reads of logins that wait, as far as this process sees them: they are counted without a write. */
export interface Polls {
  /** Notes a read. @returns how long it came too early, where it did. */
  note(loginId: string, now: Instant): Milliseconds | undefined;
}
