import { dynamodbActivities } from "../../shared/adapters/dynamodb/activities.ts";
import type { ActivityKind } from "../../shared/contract/activity.ts";
import type { Store } from "../support/store.ts";

/** What is kept of the subject, newest first. */
export async function kindsOf(use: () => Store, sub: string): Promise<ActivityKind[]> {
  const { activities } = await dynamodbActivities(use().table).list(sub, { since: 0, limit: 100 });
  return activities.map(({ kind }) => kind);
}
