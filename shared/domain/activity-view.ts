import type { Activity } from "./activity.ts";
import { toRfc3339 } from "./duration.ts";

/** What people are shown of an activity. Who of the operator's people did it is theirs alone. */
export const activityView = ({ kind, at, by, from, method, hint, changed, count }: Activity) => ({
  kind,
  at: toRfc3339(at),
  by,
  from,
  ...(method === undefined ? {} : { method }),
  ...(hint === undefined ? {} : { hint }),
  ...(changed === undefined ? {} : { changed }),
  ...(count === undefined ? {} : { count }),
});
