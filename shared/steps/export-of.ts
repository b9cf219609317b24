import type * as z from "zod/mini";
import type { AccountExport } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Activity } from "../domain/activity.ts";
import { activityView } from "../domain/activity-view.ts";
import { leftOf } from "../domain/backup-codes.ts";
import { type Instant, toRfc3339 } from "../domain/duration.ts";
import type { Habits } from "../domain/habits.ts";
import type { Session } from "../domain/session.ts";
import { type TrustedBrowser, trustEnd, type WholeAccount } from "../domain/trusted-browser.ts";
import type { Settings } from "../settings.ts";
import { backupCodesOf, isListed } from "./account-view.ts";
import { activityPage } from "./activity-page.ts";

type Needs = Pick<Dependencies, "activities" | "sessions">;

interface Asked {
  /** The `next` of the export before. */
  readonly before: string | undefined;
  readonly settings: Settings;
  readonly now: Instant;
}

type Export = z.infer<typeof AccountExport>;

/** Of one query, which reads 1 MB at most; and of one answer, which Lambda bounds at 6 MB. */
const pageLength = 500;
const mostActivities = 4000;

/**
 * Everything that is kept of an account, in full; nothing of it opens anything. Each member is named here, so that what
 * is kept one day of secrets does not come along by itself.
 */
export async function exportOf(account: WholeAccount, { before, settings, now }: Asked, needs: Needs): Promise<Export> {
  const { subject, authenticators, browsers, habits } = account;
  const { sub } = subject;
  const [sessions, trail] = await Promise.all([needs.sessions.list(sub), readTrail(sub, before, needs)]);
  const codes = backupCodesOf(account)?.codes;
  return {
    exportedAt: toRfc3339(now),
    account: {
      sub,
      identifier: subject.identifier,
      locale: subject.locale,
      status: subject.lockedAt === undefined ? "active" : "locked",
      twoStepEnabled: subject.secondFactor,
      ...(subject.defaultMethodId === undefined ? {} : { defaultMethodId: subject.defaultMethodId }),
      trustDays: subject.trustDays,
      signInNotices: subject.signInNotices,
      createdAt: toRfc3339(subject.createdAt),
    },
    authenticators: authenticators.filter(isListed).map(authenticatorOf),
    ...(codes === undefined
      ? {}
      : { backupCodes: { left: leftOf(codes), total: codes.total, createdAt: toRfc3339(codes.createdAt) } }),
    trustedBrowsers: browsers.map((browser) => browserOf(browser, account, settings)),
    sessions: sessions.map(sessionOf),
    ...(habits === undefined ? {} : { habits: habitsOf(habits) }),
    activities: trail.activities.map(activityOf),
    ...(trail.next === undefined ? {} : { next: trail.next }),
  };
}

async function readTrail(sub: string, before: string | undefined, needs: Needs) {
  const read: Activity[] = [];
  let next = before;
  do {
    const page = await activityPage(sub, { since: 0, before: next, limit: pageLength }, needs);
    read.push(...page.found);
    next = page.next;
  } while (next !== undefined && read.length < mostActivities);
  return { activities: read, next };
}

function authenticatorOf(one: Authenticator & { readonly type: "phone" | "email" | "totp" | "app" }) {
  const { authenticatorId, type, name, destination, country, line, status, unreachableBy, createdAt } = one;
  return {
    authenticatorId,
    type,
    ...(name === undefined ? {} : { name }),
    ...(destination === "" ? {} : { destination }),
    ...(country === undefined ? {} : { country }),
    ...(line === undefined ? {} : { line }),
    status,
    ...(unreachableBy === undefined ? {} : { unreachableBy }),
    createdAt: toRfc3339(createdAt),
  };
}

function browserOf(browser: TrustedBrowser, { subject }: WholeAccount, settings: Settings) {
  const { name, from, createdAt, lastUsedAt } = browser;
  return {
    name,
    from,
    createdAt: toRfc3339(createdAt),
    lastUsedAt: toRfc3339(lastUsedAt),
    expiresAt: toRfc3339(trustEnd(browser, subject, settings)),
  };
}

const sessionOf = ({ from, createdAt, lastSeenAt, expiresAt, app }: Session) => ({
  from,
  createdAt: toRfc3339(createdAt),
  lastSeenAt: toRfc3339(lastSeenAt),
  expiresAt: toRfc3339(expiresAt),
  isApp: app !== undefined,
});

const habitsOf = ({ browsers, countries, networks, hours }: Habits) => ({
  browsers,
  countries,
  networksKnown: networks.length,
  signInsByHour: hours,
});

/**
 * What an operator gave as the reason was told to the owner. The service's own are the operator's alone, whoever makes
 * the export, since it is the owner who reads it: scores and signals tell what to imitate, an exemption names its owner.
 */
const activityOf = (activity: Activity) => ({
  ...activityView(activity),
  ...(activity.by === "operator" && activity.reason !== undefined ? { reason: activity.reason } : {}),
});
