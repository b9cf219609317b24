import { days, hours, type Instant, type Milliseconds, minutes } from "./duration.ts";
import { countryArea, prefixArea } from "./sending-state.ts";
import type { LoginChange, NumberChange, SendChange, WatchedChallenge, WatchedLogin } from "./watched.ts";

/** A place that messages go to, by the name that a pause has. */
export interface Area {
  readonly kind: "country" | "prefix";
  readonly name: string;
}

/** What one change of a login, or of a new number, adds to the counts of two areas. */
export interface Entry {
  /** The same change has the same id, however often it is told. */
  readonly id: string;
  readonly areas: readonly Area[];
  /** When the message was sent: a code that is entered counts there too, so that both are weighed together. */
  readonly at: Instant;
  /** Messages: one more, or one that the provider refused taken back. */
  readonly sends: -1 | 0 | 1;
  /** Messages whose code was entered. */
  readonly verified: number;
}

/**
 * What a change adds. A message counts as verified when its code was entered, and with it those before it to the same
 * place: a resend tells against nobody who enters the code in the end. A login that was completed by another method
 * verifies nothing, or whoever has an app could ask for SMS without end; nor does a new number that goes unproved.
 */
export const entryOf = (change: SendChange): Entry | undefined =>
  isOfLogin(change) ? entryOfLogin(change) : entryOfNumber(change);

const isOfLogin = (change: SendChange): change is LoginChange => "loginId" in change.after;

function entryOfLogin({ before, after }: LoginChange): Entry | undefined {
  const { challenge, loginId } = after;
  if (challenge === undefined) return undefined;
  if (before?.challenge?.lastSentAt !== challenge.lastSentAt) return entry("sent", loginId, challenge);
  if (isGivenBack(before, after)) return entry("unsent", loginId, challenge);
  if (isVerified(before, after)) return entry("verified", loginId, challenge);
  return undefined;
}

/** Its proof goes with the code that proves it; one that is removed is not told of at all. */
function entryOfNumber({ before, after }: NumberChange): Entry | undefined {
  const { authenticatorId } = after;
  const [asked, challenge] = [before?.proof?.challenge, after.proof?.challenge];
  if (challenge === undefined) {
    return asked !== undefined && after.status === "active" ? entry("verified", authenticatorId, asked) : undefined;
  }
  if (asked?.lastSentAt !== challenge.lastSentAt) return entry("sent", authenticatorId, challenge);
  const isRefused = asked.delivery !== "failed" && challenge.delivery === "failed";
  return isRefused ? entry("unsent", authenticatorId, challenge) : undefined;
}

/** @param of the login's id, or the new number's. */
function entry(
  what: "sent" | "unsent" | "verified",
  of: string,
  { area, lastSentAt: at }: WatchedChallenge,
): Entry | undefined {
  // Mails have no area: they cost nothing.
  if (area === undefined) return undefined;
  return {
    id: `${of}#${at}#${what}`,
    areas: [
      { kind: "country", name: countryArea(area.country) },
      { kind: "prefix", name: prefixArea(area.prefix) },
    ],
    at,
    sends: what === "sent" ? 1 : what === "unsent" ? -1 : 0,
    verified: what === "verified" ? area.sends : 0,
  };
}

/** Refused at once, so it cost nothing. One that is reported as failed later was paid for, and stays. */
const isGivenBack = (before: WatchedLogin, after: WatchedLogin): boolean =>
  after.challenge?.delivery === "failed" && after.sends < before.sends;

/** Its code was entered; or its one-time URL was used, even to deny: somebody read it. */
const isVerified = (before: WatchedLogin, after: WatchedLogin): boolean =>
  (before.decision === undefined && after.decision?.link !== undefined) ||
  (before.secondFactor === undefined &&
    after.secondFactor !== undefined &&
    after.secondFactor.by === after.challenge?.type);

/** Counts are kept by ten minutes for a day, and by day for two weeks. */
export const spans = {
  slot: { length: minutes(10), kept: hours(25) },
  day: { length: days(1), kept: days(15) },
} as const satisfies Readonly<Record<string, { readonly length: Milliseconds; readonly kept: Milliseconds }>>;
export type Span = keyof typeof spans;

/** When the slot or the day (UTC) began. */
export const beginning = (span: Span, at: Instant): Instant => at - (at % spans[span].length);

/** What is added to one count. */
export interface Tally {
  readonly area: string;
  readonly span: Span;
  readonly from: Instant;
  readonly sends: number;
  readonly verified: number;
}

/** All that the entries add, once per area and time. */
export function talliesOf(entries: readonly Entry[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { areas, at, sends, verified } of entries) {
    // Days are kept for their peak of verified messages alone.
    const told: Span[] = verified > 0 ? ["slot", "day"] : ["slot"];
    for (const { name: area } of areas) {
      for (const span of told) {
        const from = beginning(span, at);
        const key = JSON.stringify([area, span, from]);
        const sum = tallies.get(key) ?? { area, span, from, sends: 0, verified: 0 };
        tallies.set(key, { ...sum, sends: sum.sends + sends, verified: sum.verified + verified });
      }
    }
  }
  return [...tallies.values()];
}

/** Where messages were sent to, each area once. */
export function areasSentTo(entries: readonly Entry[]): Area[] {
  const sent = entries.filter(({ sends }) => sends > 0).flatMap(({ areas }) => areas);
  return [...new Map(sent.map((area) => [area.name, area])).values()];
}
