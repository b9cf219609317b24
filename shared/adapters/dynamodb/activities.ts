import { Activity, momentOf } from "../../domain/activity.ts";
import { toEpochSeconds } from "../../domain/duration.ts";
import type { Activities } from "../../ports/activities.ts";
import { activityKey, activityPrefix } from "./keys.ts";
import type { Part, Table } from "./table.ts";

/** As it stands in the table: other writes put activities beside what they tell of. */
const activityItem = (activity: Activity) => ({
  ...activityKey(activity.sub, activity.activityId),
  ...activity,
  ttl: toEpochSeconds(activity.expiresAt),
});

/** Parts of a transaction that cannot fail. */
export const activityParts = (activities: readonly Activity[]): Part[] =>
  activities.map((activity) => ({ put: activityItem(activity) }));

export const dynamodbActivities = (table: Table): Activities => ({
  async add(activity) {
    await table.put(activityItem(activity));
  },

  async list(sub, { since, before, limit }) {
    const from = activityKey(sub, momentOf(since)).SK;
    const to = before === undefined ? `${activityPrefix}~` : activityKey(sub, before).SK;
    if (to < from) return { activities: [], more: false };
    // Both ends count, so the one that was shown last comes again; and one more shows whether there are more.
    const items = await table.newest(activityKey(sub, "").PK, { from, to }, limit + 2);
    const further = items.map((item) => Activity.parse(item)).filter(({ activityId }) => activityId !== before);
    return { activities: further.slice(0, limit), more: further.length > limit };
  },
});
