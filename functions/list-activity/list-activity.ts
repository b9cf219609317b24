import type { Dependencies } from "../../shared/dependencies.ts";
import { activityView } from "../../shared/domain/activity-view.ts";
import { days } from "../../shared/domain/duration.ts";
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
    // What the operator's people wrote is told by mail.
    activities: activities.map((one) => ({ activityId: one.activityId, ...activityView(one) })),
    ...(more && last !== undefined ? { next: Buffer.from(last.activityId).toString("base64url") } : {}),
  };
}
