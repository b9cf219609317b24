import { createHash } from "node:crypto";
import type { ServiceEvent } from "../contract/service-event.ts";
import type { Activity } from "./activity.ts";
import { momentOf } from "./activity.ts";

/** What other systems are told of an item of the audit trail. The operator's reason, in free words, stays in the trail. */
export function eventOf({ activityId, sub, kind, at, by, from, ...facts }: Activity): ServiceEvent {
  const { method, hint, changed, count, principal } = facts;
  return {
    eventId: eventIdOf([sub, activityId, at, count ?? 0]),
    type: kind,
    time: momentOf(at),
    sub,
    by,
    from,
    ...(method === undefined ? {} : { method }),
    ...(hint === undefined ? {} : { hint }),
    ...(changed === undefined ? {} : { changed }),
    ...(count === undefined ? {} : { count }),
    ...(principal === undefined ? {} : { principal }),
  };
}

/** 128 bits: an item that is written over, as a second wrong code is, is another event; the same record is the same. */
const eventIdOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
