import type { Settings } from "../settings.ts";
import { type Instant, minutes, seconds } from "./duration.ts";
import { type Challenge, type Login, liveChallenge } from "./login.ts";

/** May not be sent before `until`; that is the login's end when it has no sends left. */
export interface TooManySends {
  readonly until: Instant;
}

/** When the next message of this login may be asked for: after 30, 60, 120 s by default, the last gap again and again. */
export function resendAt(challenge: Challenge, sends: number, { gapsSeconds }: Settings["sends"]): Instant {
  const gap = gapsSeconds[Math.min(Math.max(sends, 1), gapsSeconds.length) - 1] ?? 0;
  return mayRepeatAtOnce(challenge) ? challenge.lastSentAt : challenge.lastSentAt + seconds(gap);
}

/** Nothing came of it, or, of a message, perhaps: twice the same code harms nobody. A phone that may be ringing waits. */
const mayRepeatAtOnce = ({ delivery, type }: Challenge): boolean =>
  delivery === "failed" || delivery === "none" || (delivery === "unknown" && type !== "voice");

/** Whether the login may send once more by this method. Another method need not wait for the gap. */
export function mayNotSend(
  login: Login,
  methodId: string,
  { sends }: Settings,
  now: Instant,
): TooManySends | undefined {
  if (login.sends >= sends.perLogin) return { until: login.expiresAt };
  const { challenge } = login;
  if (challenge === undefined || challenge.methodId !== methodId) return undefined;
  const until = resendAt(challenge, login.sends, sends);
  return until > now ? { until } : undefined;
}

/**
 * The challenge that a resend repeats: while half of its life is left the same code goes out again, because messages
 * arrive out of order and two live codes confuse people. Later a fresh one is due, and the old is dead.
 */
export function repeatable(login: Login, methodId: string, { codes }: Settings, now: Instant): Challenge | undefined {
  const challenge = liveChallenge(login, now);
  // Of one-time URLs only the newest works, so that each send makes a new one.
  if (challenge?.methodId !== methodId || challenge.link !== undefined) return undefined;
  return challenge.createdAt + seconds(codes.lifetimeSeconds) / 2 > now ? challenge : undefined;
}

/**
 * Where a message goes that follows what was asked before: the count goes on while they go to the same place.
 *
 * @param prefix the digest of the number's neighbourhood; none of a mail address.
 */
export function areaAfter(
  challenge: Challenge | undefined,
  country: string | undefined,
  prefix: string | undefined,
): Challenge["area"] {
  if (country === undefined || prefix === undefined) return undefined;
  const before = challenge?.area?.prefix === prefix ? challenge.area.sends : 0;
  // One that failed was given back, and counts for nothing.
  const givenBack = before > 0 && challenge?.delivery === "failed" ? 1 : 0;
  return { country, prefix, sends: before - givenBack + 1 };
}

/** Letters and digits that nobody takes for another. */
const referenceAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Two characters that the message and the waiting screen both show, of two random bytes. */
export const referenceOf = (random: Uint8Array): string =>
  [...random.subarray(0, 2)].map((byte) => referenceAlphabet[byte % 32]).join("");

/** The key that a call asks for, 1 to 9, of one random byte: hardly uneven, and no secret from whoever began the login. */
export const callKeyOf = ([byte = 0]: Uint8Array): string => String(1 + (byte % 9));

/** The end of a challenge that begins now; it never outlives its login. */
export const challengeEnd = (login: Login, { codes }: Settings, now: Instant): Instant =>
  Math.min(now + seconds(codes.lifetimeSeconds), login.expiresAt);

/** The end of a login that begins now. */
export const loginEnd = ({ login }: Settings, now: Instant): Instant => now + minutes(login.lifetimeMinutes);
