import type { Dependencies } from "../../shared/dependencies.ts";
import type { Activity } from "../../shared/domain/activity.ts";
import { days, toRfc3339 } from "../../shared/domain/duration.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "activities" | "clock" | "config" | "directory" | "sessions">;

/** Of one answer. */
const pageLength = 20;

/** What happened to the account, newest first, a page at a time, as far back as people are shown it. */
export async function listActivity({ query, session }: RequestOf<"listActivity">, needs: Needs) {
  const now = needs.clock.now();
  const since = now - days(needs.config.settings.audit.shownDays);
  const before = query.before === undefined ? undefined : Buffer.from(query.before, "base64url").toString();
  const [, { activities, more }] = await Promise.all([
    holdSession(session, needs),
    needs.activities.list(session.sub, { since, before, limit: pageLength }),
  ]);
  const last = activities.at(-1);
  return {
    activities: activities.map(viewOf),
    ...(more && last !== undefined ? { next: Buffer.from(last.activityId).toString("base64url") } : {}),
  };
}

/** What the operator's people wrote is told by mail; who they are is not. */
function viewOf({ activityId, kind, at, by, from, method, hint, changed, count }: Activity) {
  return {
    activityId,
    kind,
    at: toRfc3339(at),
    by,
    from,
    ...(method === undefined ? {} : { method }),
    ...(hint === undefined ? {} : { hint }),
    ...(changed === undefined ? {} : { changed }),
    ...(count === undefined ? {} : { count }),
  };
}
