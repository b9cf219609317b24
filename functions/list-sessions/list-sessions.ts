import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { isSignedIn } from "../../shared/domain/session.ts";
import { isOfStolen } from "../../shared/domain/trusted-browser.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** Where somebody is signed in to the account: this session first, then the one used last. */
export async function listSessions({ session }: RequestOf<"listSessions">, needs: Needs) {
  const [{ account, limits, now }, all] = await Promise.all([
    holdSession(session, needs),
    needs.sessions.list(session.sub),
  ]);
  const open = all.filter(
    (one) => isSignedIn(one, account.subject.epoch, limits, now) && !isOfStolen(one, account.browsers),
  );
  return {
    sessions: open
      .map(({ sessionId, from, createdAt, lastSeenAt }) => ({
        sessionId,
        isCurrent: sessionId === session.sessionId,
        from,
        createdAt: toRfc3339(createdAt),
        lastSeenAt: toRfc3339(lastSeenAt),
      }))
      .sort(
        (one, other) =>
          Number(other.isCurrent) - Number(one.isCurrent) || other.lastSeenAt.localeCompare(one.lastSeenAt),
      ),
  };
}
