import { type Instant, type Milliseconds, minutes, seconds } from "./duration.ts";
import { type Login, liveChallenge } from "./login.ts";

/** Between two reads of a login that waits. */
const firstInterval = seconds(2);
/** For whoever waits long: nobody decides in that moment. */
const laterInterval = seconds(5);
const waitsLong = minutes(2);
/** As a URL by SMS lives, where nothing else is set: the screen follows within 3 s whenever another device decides. */
const waitsLongForDevice = minutes(10);

/** How long its screen should wait between two reads. */
export function pollIntervalOf(login: Login, now: Instant): Milliseconds {
  const challenge = liveChallenge(login, now);
  if (challenge === undefined) return firstInterval;
  const long = challenge.approval === undefined ? waitsLong : waitsLongForDevice;
  return challenge.lastSentAt + long <= now ? laterInterval : firstInterval;
}

/** Reads that may come at once: a reload, a tab that is looked at again, an answer that was lost. */
const burst = 5;

/** How many reads a login had left, and when. */
export interface Pace {
  readonly left: number;
  readonly at: Instant;
}

/** One more read: what is left then, or how long it came too early. Reads in the named intervals never come too early. */
export function afterPoll(before: Pace | undefined, now: Instant): Pace | { readonly tooEarlyBy: Milliseconds } {
  // A clock that went back gives nothing.
  const regained = before === undefined ? burst : Math.max(0, now - before.at) / firstInterval;
  const left = Math.min(burst, (before?.left ?? 0) + regained);
  return left < 1 ? { tooEarlyBy: (1 - left) * firstInterval } : { left: left - 1, at: now };
}
