import type { Dependencies } from "../dependencies.ts";
import type { Activity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";

/** From when on, from where on backwards as the page before said, and how many at most. */
interface Wanted {
  readonly since: Instant;
  readonly before: string | undefined;
  readonly limit: number;
}

/** A page of the trail, newest first, and what leads to the next one where there is one. */
export async function activityPage(
  sub: string,
  { since, before, limit }: Wanted,
  { activities }: Pick<Dependencies, "activities">,
): Promise<{ readonly found: readonly Activity[]; readonly next?: string }> {
  const place = before === undefined ? undefined : Buffer.from(before, "base64url").toString();
  const page = await activities.list(sub, { since, before: place, limit });
  const last = page.activities.at(-1);
  if (!page.more || last === undefined) return { found: page.activities };
  return { found: page.activities, next: Buffer.from(last.activityId).toString("base64url") };
}
