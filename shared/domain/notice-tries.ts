import { days, hours, type Instant, minutes } from "./duration.ts";
import type { Notice } from "./notice.ts";

/** A notice that somebody is about to tell. */
export interface OpenNotice extends Notice {
  /** With this one. */
  readonly tries: number;
  /** Who has been told, or is sure never to be: see `recipientsOf`. */
  readonly told: readonly string[];
}

/**
 * So long a notice is in the hands of whoever took it; longer than telling it takes, so that nobody else tells it
 * meanwhile, and as short as somebody who was killed may hold it up. So long the first try has by the stream, too.
 */
export const inHand = minutes(2);

const firstWait = minutes(2);
const longestWait = hours(1);

/** 2, 4, 8 min and so on, and from then on every hour. */
export const waitAfter = (tries: number): number => Math.min(longestWait, firstWait * 2 ** Math.min(tries - 1, 10));

/** So long it is tried. Then the owner has other news of the account, or is not to be reached. */
const triedFor = days(7);

export const isTooOld = (since: Instant, now: Instant): boolean => now - since >= triedFor;
