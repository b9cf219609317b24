import { beginning, spans } from "./conversion.ts";
import { days, hours, type Instant, type Milliseconds } from "./duration.ts";

/** Messages of a slot or a day. */
export interface Count {
  readonly from: Instant;
  readonly sends: number;
  readonly verified: number;
}

/** All that is kept of an area. */
export interface History {
  readonly slots: readonly Count[];
  readonly days: readonly Count[];
  /** End of the newest pause, whether it is over or not. */
  readonly pausedUntil: Instant | undefined;
}

/** What an area is judged by, in messages. */
export interface Evidence {
  readonly sends: number;
  readonly verified: number;
  /** Verified messages of the best day; 0 where that is no excuse. */
  readonly peakDay: number;
}

/** The share of its messages that a place may leave unentered. */
const tolerated = 0.2;
const window = hours(24);
const memory = days(14);

/**
 * The evidence of the last 24 h: messages whose code is dead by now, so that whoever still types tells against nobody.
 *
 * After a pause only what was sent since its end counts: the same messages never pause a place twice. And for those
 * 24 h its better days are no excuse, so that an attack that goes on stops again at the floor.
 */
export function evidenceOf(history: History, codeLife: Milliseconds, now: Instant): Evidence {
  const paused = history.pausedUntil ?? 0;
  const first = beginning("slot", Math.max(now - window, paused));
  const settled = history.slots.filter(({ from }) => from >= first && from + spans.slot.length + codeLife <= now);
  const lately = history.days.filter(({ from }) => from >= beginning("day", now) - memory);
  const sum = (of: "sends" | "verified") => settled.reduce((total, count) => total + count[of], 0);
  return {
    sends: sum("sends"),
    verified: sum("verified"),
    peakDay: paused > now - window ? 0 : Math.max(0, ...lately.map(({ verified }) => verified)),
  };
}

/**
 * Whether messages are pumped into a place: whoever is paid by the message asks for codes and enters none.
 *
 * More may go unentered where more is sent: the absolute floor lets a new or quiet place begin, a fifth of the best day
 * in 14 keeps a quiet day after a busy one from counting as an attack, and a fifth of what was sent in these 24 h lets a
 * peak be a peak. So above the floor it asks for a conversion of 80 %, and on quiet days for less. The three terms are
 * those of Authgear's fraud protection; its third is a fifth of the verified messages, which asks for 83 %.
 *
 * @param floor messages that may always go unentered.
 * @see https://github.com/authgear/authgear-server/blob/main/docs/specs/fraud-protection.md
 */
export const isPumped = (evidence: Evidence, floor: number): boolean =>
  evidence.sends - evidence.verified > mayGoUnentered(evidence, floor);

/** @returns messages. */
export const mayGoUnentered = ({ sends, peakDay }: Evidence, floor: number): number =>
  Math.max(floor, tolerated * peakDay, tolerated * sends);
