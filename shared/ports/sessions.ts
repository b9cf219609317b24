import type { Activity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { PresentedSession, Session } from "../domain/session.ts";

export interface Sessions {
  /** Writes a new session; one that stands already stays as it is. */
  create(session: Session): Promise<void>;
  /** One consistent read. */
  find(presented: PresentedSession): Promise<Session | undefined>;
  /** It was used: its idle time begins anew. */
  touch(presented: PresentedSession, now: Instant): Promise<void>;
  /** One query: those of the subject, open or not. */
  list(sub: string): Promise<readonly Session[]>;
  /**
   * Ends sessions, in force at once, and keeps that with it. @returns whether they are all there; one transaction each
   * for 90 of them.
   */
  end(sub: string, sessionIds: readonly string[], activity: Activity): Promise<boolean>;
}
