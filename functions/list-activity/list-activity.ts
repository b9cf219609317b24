import type { Dependencies } from "../../shared/dependencies.ts";
import { activityView } from "../../shared/domain/activity-view.ts";
import { days } from "../../shared/domain/duration.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { activityPage } from "../../shared/steps/activity-page.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "activities" | "clock" | "config" | "directory" | "sessions">;

/** Of one answer. */
const pageLength = 20;

/** What happened to the account, newest first, a page at a time, as far back as people are shown it. */
export async function listActivity({ query, session }: RequestOf<"listActivity">, needs: Needs) {
  const now = needs.clock.now();
  const since = now - days(needs.config.settings.audit.shownDays);
  const [, { found, ...rest }] = await Promise.all([
    holdSession(session, needs),
    activityPage(session.sub, { since, before: query.before, limit: pageLength }, needs),
  ]);
  // What the operator's people wrote is told by mail.
  const activities = found.map((one) => ({ activityId: one.activityId, ...activityView(one) }));
  return { activities, ...rest };
}
