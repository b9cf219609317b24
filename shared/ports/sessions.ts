import type { Instant } from "../domain/duration.ts";
import type { PresentedSession, Session } from "../domain/session.ts";

export interface Sessions {
  /** Writes a new session; one that stands already stays as it is. */
  create(session: Session): Promise<void>;
  /** One consistent read. */
  find(presented: PresentedSession): Promise<Session | undefined>;
  /** It was used: its idle time begins anew. */
  touch(presented: PresentedSession, now: Instant): Promise<void>;
  end(presented: PresentedSession): Promise<void>;
}
