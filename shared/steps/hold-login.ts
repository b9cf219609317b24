import { createHmac } from "node:crypto";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import { loginActivity, type Traces } from "../domain/activity.ts";
import { type Instant, toSeconds } from "../domain/duration.ts";
import { type Holder, type Login, statusOf } from "../domain/login.ts";
import { keyIdOfLoginToken, openLoginToken, sealLoginToken } from "../domain/login-token.ts";
import { ownNotice } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import type { Refused } from "../ports/logins.ts";
import type { KeyRing } from "../ports/roots.ts";

/** The token that proves the screen which began the login, at the step it has come to. */
export async function loginTokenOf(holder: Holder, { roots }: Pick<Dependencies, "roots">): Promise<string> {
  const root = await roots.challenge.current();
  return sealLoginToken({ keyId: root.keyId, key: root.derive("login-token") }, holder);
}

/**
 * Who holds a login, by its token.
 *
 * @throws Problem `unauthenticated`, alike for no token, a forged one, and one of another login.
 */
export async function holderOf(
  { loginId, loginToken }: { readonly loginId: string; readonly loginToken: string },
  challengeRoot: KeyRing,
): Promise<Holder> {
  const keyId = keyIdOfLoginToken(loginToken);
  const root = keyId === undefined ? undefined : await challengeRoot.find(keyId);
  const holder = root && openLoginToken(root.derive("login-token"), loginId, loginToken);
  if (holder === undefined) throw new Problem("unauthenticated");
  return holder;
}

/**
 * The subject that a login of nobody's identifier is given: the same each time, looking like any other, and owning
 * nothing.
 */
export const nobodysSub = (unknownSubjectKey: Uint8Array, canonical: string): string =>
  createHmac("sha256", unknownSubjectKey).update(canonical).digest().subarray(0, 16).toString("base64url");

/** Whether that is the newest token of the login, and of the person whose login it is. */
export const isHeldBy = (login: Login | undefined, { sub, generation }: Holder): login is Login =>
  login !== undefined && login.sub === sub && login.generation === generation;

/** Why a login refuses a step, told to its holder. */
export function refusalOfLogin(login: Login | undefined, holder: Holder, now: Instant): Problem {
  if (login === undefined) return new Problem("login_expired");
  // A later factor was accepted, by this screen or another: this token is dead.
  if (!isHeldBy(login, holder)) return new Problem("unauthenticated");
  const status = statusOf(login, now);
  if (status === "expired") return new Problem("login_expired");
  if (status !== "locked") return new Problem("login_closed");
  // Nothing is to be had of this login any more; a new one can be started at once.
  return new Problem("too_many_attempts", { retryAfter: toSeconds(login.expiresAt - now) });
}

/** Whether the login waits for a factor, and is held by the newest token. */
export const isUnderWay = (login: Login | undefined, holder: Holder, now: Instant): login is Login =>
  isHeldBy(login, holder) && statusOf(login, now) === "pending";

/** @throws Problem when the login is not under way or is held by another token. */
export function assertUnderWay(login: Login | undefined, holder: Holder, now: Instant): asserts login is Login {
  if (!isUnderWay(login, holder, now)) throw refusalOfLogin(login, holder, now);
}

/** @throws Problem when the store refused. */
export function assertAccepted(outcome: Login | Refused, holder: Holder, now: Instant): asserts outcome is Login {
  if ("refused" in outcome) throw refusalOfLogin(outcome.login, holder, now);
}

/** What a login leaves behind that a password ends, alone or as the last factor; the notice where its owner wants one. */
export function passwordTraces(
  login: Login,
  account: Account | undefined,
  now: Instant,
  { config }: Pick<Dependencies, "config">,
): Traces {
  const { purpose, loginId, sub, from, secondFactor } = login;
  const facts = secondFactor === undefined ? {} : { method: secondFactor.by };
  const isTold = purpose === "sign_in" && account?.subject.signInNotices;
  const kind = purpose === "sign_in" ? "signed_in" : "stepped_up";
  return {
    notices: isTold ? [ownNotice("sign_in", { sub, id: loginId, at: now, from })] : [],
    activities: [loginActivity(kind, login, now, facts, config.settings)],
  };
}
