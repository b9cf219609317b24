import type { ActivityKind } from "../contract/activity.ts";
import type { StepUpAction } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import { type Activity, activityOf } from "../domain/activity.ts";
import { type Instant, minutes, seconds, toSeconds } from "../domain/duration.ts";
import { Problem } from "../domain/problem.ts";
import {
  isSessionOpen,
  type PresentedSession,
  type Session,
  type SessionLimits,
  touchAfter,
} from "../domain/session.ts";
import { isOfStolen, type WholeAccount } from "../domain/trusted-browser.ts";
import { acrValues } from "../methods/claims.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** Machines' clocks differ by no more. */
const clockDrift = seconds(30);

/** Somebody signed in, with all that is known of the account. */
export interface Held {
  readonly session: Session;
  readonly account: WholeAccount;
  readonly limits: SessionLimits;
  readonly now: Instant;
}

/** Somebody who changes the account: signed in, or in a login that sets it up anew. */
export interface Acting {
  readonly session: Pick<Session, "from">;
  readonly account: Account;
  readonly now: Instant;
}

/**
 * The session that a call presents, if it is open, and its account: one round trip. Every now and then it writes that
 * the session was used.
 *
 * @throws Problem `unauthenticated`, alike for none, one that has ended, one of before a password change, one of a
 * trusted browser that was copied, and one of an app.
 */
export async function holdSession(presented: PresentedSession, needs: Needs): Promise<Held> {
  const held = await holdAnySession(presented, needs);
  if (held.session.app !== undefined) throw new Problem("unauthenticated");
  return held;
}

/** The same for what an app may do too. */
export async function holdAnySession(
  presented: PresentedSession,
  { clock, config, directory, sessions }: Needs,
): Promise<Held> {
  const now = clock.now();
  const limits = config.settings.session;
  const [session, account] = await Promise.all([sessions.find(presented), directory.findAccount(presented.sub)]);
  if (session === undefined || account === undefined || !isSessionOpen(session, account.subject.epoch, limits, now)) {
    throw new Problem("unauthenticated");
  }
  if (isOfStolen(session, account.browsers)) throw new Problem("unauthenticated");
  if (session.app !== undefined && !hasApp(account, session.app)) throw new Problem("unauthenticated");
  if (session.lastSeenAt + touchAfter <= now) await sessions.touch(presented, now);
  return { session, account, limits, now };
}

const hasApp = ({ authenticators }: Held["account"], app: string): boolean =>
  authenticators.some(({ authenticatorId, status }) => authenticatorId === app && status === "active");

/**
 * Ensures that a second factor was proved anew for just this, not long ago. A trusted browser is none, nor is the sign-in.
 *
 * @param authenticatorId the one that is to be replaced: the proof was for its end.
 * @throws Problem `insufficient_user_authentication` (RFC 9470), naming the action.
 */
export function assertSteppedUp({ session, limits, now }: Held, action: StepUpAction, authenticatorId?: string): void {
  const proof = session.stepUps[action];
  const provedAt = proof?.authenticatorId === authenticatorId ? proof?.at : undefined;
  const freshness = minutes(limits.stepUpMinutes);
  // A clock that went back makes nothing fresh that is not.
  const isFresh = provedAt !== undefined && provedAt + freshness > now && provedAt <= now + clockDrift;
  if (isFresh) return;
  throw new Problem("insufficient_user_authentication", {
    action,
    ...(authenticatorId === undefined ? {} : { authenticatorId }),
    acr_values: acrValues[1],
    max_age: toSeconds(freshness),
  });
}

/**
 * What somebody signed in did, from the device that signed in.
 *
 * @param id of the event; by default the version that the change makes, of which there is one.
 */
export function ownActivity(
  kind: ActivityKind,
  { account, session, now }: Acting,
  { config }: Pick<Dependencies, "config">,
  { id = String(account.subject.version + 1), ...facts }: OwnFacts = {},
): Activity {
  const { sub } = account.subject;
  return activityOf(kind, { sub, id, at: now }, { ...facts, from: session.from }, config.settings);
}

interface OwnFacts extends Pick<Partial<Activity>, "method" | "hint" | "changed" | "count"> {
  readonly id?: string;
}
