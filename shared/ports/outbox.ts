import type { Instant } from "../domain/duration.ts";
import type { Notice } from "../domain/notice.ts";

/**
 * Notices: written by use cases, read off the table's stream, and kept for a while after they are sent, so that the
 * same fact is told once.
 */
export interface Outbox {
  /** The same notice again changes nothing. */
  add(notice: Notice): Promise<void>;
  /** Sent, or sure never to be. */
  settle(notice: Notice, now: Instant): Promise<void>;
}
