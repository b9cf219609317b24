import type { Traces } from "../../domain/activity.ts";
import { activityParts } from "./activities.ts";
import { noticeItem } from "./outbox.ts";
import type { Part } from "./table.ts";

/** What a change leaves behind, as parts of its transaction that cannot fail. */
export const traceParts = ({ notices, activities }: Traces): Part[] => [
  ...notices.map((notice) => ({ put: noticeItem(notice) })),
  ...activityParts(activities),
];
