import type { ActivityKind } from "../contract/activity.ts";
import type { Device } from "../contract/device.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import { activityOf, hintOf, type Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Holder, Login } from "../domain/login.ts";
import { type Notice, type NoticeKind, ownNotice, placesOf } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import { enrolmentDue, isProvedBy, isVoid, type Recovery, recoveryOf, withProof } from "../domain/recovery.ts";
import type { Answered } from "../ports/logins.ts";
import type { Settings } from "../settings.ts";
import { assertUnderWay } from "./hold-login.ts";

/** Where an account's owner may read: what nobody has proved is perhaps a stranger's. */
export const registeredPlaces = ({ authenticators }: Pick<Account, "authenticators">): NonNullable<Notice["alsoTo"]> =>
  placesOf(authenticators.filter(({ status }) => status !== "pending"));

/**
 * Ensures that a login has come as far as a recovery begins: the password is right, and the second factor is what is
 * missing.
 */
export function assertAtSecondStep(
  login: Login | undefined,
  account: Account | undefined,
  holder: Holder,
  now: Instant,
): asserts account is Account {
  assertUnderWay(login, holder, now);
  if (login.purpose !== "sign_in" || login.password === undefined || login.secondFactor !== undefined) {
    throw new Problem("forbidden", { detail: "a recovery begins where a sign-in asks for the second factor" });
  }
  if (account === undefined || account.subject.epoch !== login.epoch) throw new Problem("login_closed");
}

type Kind = Extract<ActivityKind & NoticeKind, `recovery_${string}`>;

/** What a step of a person's recovery leaves: every number and address is told. */
export function recoveryTraces(
  kind: Kind,
  account: Account,
  recovery: Recovery,
  { now, from, about }: { readonly now: Instant; readonly from: Device; readonly about?: Authenticator | undefined },
  settings: Settings,
): Traces {
  const { sub } = account.subject;
  const { recoveryId, proofs, readyAt } = recovery;
  const id = kind === "recovery_proved" ? `${recoveryId}.${proofs.length}` : recoveryId;
  const alsoTo = registeredPlaces(account);
  const told = { recovery: { recoveryId, readyAt }, ...(alsoTo.length === 0 ? {} : { alsoTo }) };
  return {
    notices: [ownNotice(kind, { sub, id, at: now, from }, told)],
    activities: [activityOf(kind, { sub, id, at: now }, { from, ...(about && hintOf(about)) }, settings)],
  };
}

/**
 * What a right answer means for the recovery that it was asked for.
 *
 * @throws Problem `login_closed` where that is over, ready, or has this proof already: nothing is gained by it twice.
 */
export function proofOf(
  login: Login,
  account: Account,
  authenticator: Authenticator,
  settings: Settings,
  now: Instant,
): NonNullable<Answered["recovery"]> {
  const before = recoveryOf(account.subject, now);
  const { authenticatorId, type } = authenticator;
  const isOver = before === undefined || isVoid(login, account.subject, now);
  // An app that approves proves nothing by a code.
  if (isOver || type === "app" || isProvedBy(before, authenticator, account.authenticators)) {
    throw new Problem("login_closed");
  }
  return { before, after: withProof(before, { authenticatorId, type }, settings, now) };
}

/**
 * Ensures that the login is to be ended by a new method, and still may be.
 *
 * @throws Problem `forbidden` to any other login, `login_closed` where the recovery was stopped or is over.
 */
export function assertEnrolling(
  login: Login | undefined,
  account: Account | undefined,
  holder: Holder,
  now: Instant,
): { readonly login: Login; readonly account: Account; readonly recovery: Recovery } {
  assertUnderWay(login, holder, now);
  if (login.purpose !== "sign_in" || login.recoveryId === undefined) {
    throw new Problem("forbidden", { detail: "this login is completed by what the account has" });
  }
  const recovery = account && enrolmentDue(account.subject, now);
  if (account === undefined || account.subject.epoch !== login.epoch || recovery?.recoveryId !== login.recoveryId) {
    throw new Problem("login_closed");
  }
  return { login, account, recovery };
}
