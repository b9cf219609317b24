import * as z from "zod/mini";
import { Device } from "../contract/device.ts";
import type { Settings } from "../settings.ts";
import type { Account, Subject } from "./account.ts";
import { days, hours, type Instant, seconds } from "./duration.ts";
import type { Habits } from "./habits.ts";
import type { Session } from "./session.ts";
import { trustDaysOf } from "./trust-days.ts";
import type { PresentedBrowser } from "./trust-token.ts";

/** A browser that skips the second step until a date. Of its secrets only digests are kept. */
export const TrustedBrowser = z.object({
  browserId: z.string(),
  sub: z.string(),
  /** As the person wrote it: whoever shows it escapes it. */
  name: z.string(),
  /** The subject's, when it was trusted: a password change or a reset ends it. */
  epoch: z.int(),
  /** The subject's: switching off, or revoking all, ends it. */
  trustEpoch: z.int(),
  /** The device, as it was last seen. */
  from: z._default(Device, {}),
  /** What the newest secret is derived of, and its digest. */
  basis: z.object({ keyId: z.string(), nonce: z.string() }),
  newest: z.string(),
  /** Whether the newest is known to have arrived. Until then the one before it still counts. */
  isSeen: z.boolean(),
  /** The one that the browser held before. */
  previous: z.optional(z.string()),
  /** The one that the newest replaced: the previous, or one that nobody was seen to hold. */
  replaced: z.optional(z.string()),
  rotatedAt: z.int(),
  createdAt: z.int(),
  lastUsedAt: z.int(),
  expiresAt: z.int(),
  /** The session of the sign-in that it was trusted in. */
  sessionId: z.string(),
  /** A stale copy was presented: it is trusted no more, and neither are its sessions. */
  stolenAt: z.optional(z.int()),
});
export type TrustedBrowser = z.infer<typeof TrustedBrowser>;

/** The account with the browsers that it trusts or has trusted. */
export interface WholeAccount extends Account {
  readonly browsers: readonly TrustedBrowser[];
  /** None before its first sign-in. */
  readonly habits?: Habits | undefined;
}

/** How long a secret that was replaced still counts: for calls that were under way together. */
export const trustGrace = seconds(10);
/** A stolen one is kept for as long as a session of it could live. */
const keptStolen = hours(24);

/** When trust ends: as it was agreed, or sooner where the owner or the service has set a shorter time since. */
export const trustEnd = (
  { createdAt, expiresAt }: TrustedBrowser,
  { trustDays }: Subject,
  settings: Settings,
): Instant => Math.min(expiresAt, createdAt + days(trustDaysOf(trustDays, settings)));

/** Whether the browser is trusted by an account as it stands now. */
export const isTrusted = (browser: TrustedBrowser, subject: Subject, settings: Settings, now: Instant): boolean =>
  browser.stolenAt === undefined &&
  browser.epoch === subject.epoch &&
  browser.trustEpoch === subject.trustEpoch &&
  trustEnd(browser, subject, settings) > now;

/**
 * What a secret, which was this browser's at some time, proves now that it could not be rotated.
 *
 *     newest    → trusted: it was rotated just now, for a call beside this one
 *     replaced  → trusted for the time of grace; after that a copy
 *     previous  → the same
 *     any other → a copy
 *
 * The previous counts beyond its grace while the newest was not seen to arrive: that is a rotation of its own.
 */
export function standingOf(browser: TrustedBrowser, { digest }: PresentedBrowser, now: Instant): "trusted" | "copied" {
  // Digests of secrets of 256 bits: nothing is learned from the time that comparing them takes.
  if (digest === browser.newest) return "trusted";
  const isOneBefore = digest === browser.previous || digest === browser.replaced;
  return isOneBefore && browser.rotatedAt + trustGrace > now ? "trusted" : "copied";
}

/** Whether a session is of a browser that was stolen since, or of the sign-in that this was trusted in. */
export const isOfStolen = (session: Session, browsers: readonly TrustedBrowser[]): boolean =>
  browsers.some(
    ({ browserId, sessionId, stolenAt }) =>
      stolenAt !== undefined && (browserId === session.browserId || sessionId === session.sessionId),
  );

/** Which go when one more is trusted: those that ended, some at a time, and the least recently used of too many. */
export function makingRoom({ subject, browsers }: WholeAccount, settings: Settings, now: Instant): string[] {
  const { perAccount } = settings.trust;
  const live = browsers.filter((one) => isTrusted(one, subject, settings, now));
  const dead = browsers.filter(
    (one) => !live.includes(one) && (one.stolenAt === undefined || one.stolenAt + keptStolen <= now),
  );
  const tooMany = Math.max(0, live.length + 1 - perAccount);
  const byUse = live.sort((one, other) => one.lastUsedAt - other.lastUsedAt);
  return [...byUse.slice(0, tooMany), ...dead.slice(0, perAccount)].map(({ browserId }) => browserId);
}
