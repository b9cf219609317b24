import { afterPoll, type Pace } from "../../domain/poll-pace.ts";
import type { Polls } from "../../ports/polls.ts";

/** As many as wait in one process for a minute, and more; the longest unread are forgotten first. */
const most = 10_000;

/** In memory: who polls in a haste comes back to the same warm process, and the route's throttle bounds the rest. */
export function memoryPolls(): Polls {
  const paces = new Map<string, Pace>();
  return {
    note(loginId, now) {
      const next = afterPoll(paces.get(loginId), now);
      if ("tooEarlyBy" in next) return next.tooEarlyBy;
      paces.delete(loginId);
      paces.set(loginId, next);
      const [oldest] = paces.keys();
      if (paces.size > most && oldest !== undefined) paces.delete(oldest);
      return undefined;
    },
  };
}
