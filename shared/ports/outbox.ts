import type { Activity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Notice } from "../domain/notice.ts";
import type { OpenNotice } from "../domain/notice-tries.ts";

/** A notice that is not settled yet, as a list of them shows it. */
export interface Unsettled {
  readonly noticeId: string;
  /** When what it tells of happened. */
  readonly since: Instant;
  /** When it may be tried next. */
  readonly dueAt: Instant;
}

/**
 * Notices: written by use cases beside what they tell of, read off the table's stream, swept up where that was in vain,
 * and kept for a while after they are sent, so that the same fact is told once.
 */
export interface Outbox {
  /** The same notice again changes nothing. @param activities kept with it. */
  add(notice: Notice, activities?: readonly Activity[]): Promise<void>;
  /** Takes a notice in hand, alone and for a while. @returns nothing when it is settled, gone, in other hands or not due. */
  take(noticeId: string, now: Instant): Promise<OpenNotice | undefined>;
  /** Not all could be told: it is due again then. @param told who need not be told again. */
  postpone(notice: Notice, told: readonly string[], dueAt: Instant): Promise<void>;
  /** All were told, or are sure never to be. */
  settle(notice: Notice, now: Instant): Promise<void>;
  /** It is tried no more, and stays for the operator to see. */
  giveUp(noticeId: string, now: Instant): Promise<void>;
  /** What is not settled, oldest first, some ten thousand at most; what was written this second may be missing. */
  findUnsettled(): Promise<readonly Unsettled[]>;
}
