import type { Dependencies } from "../dependencies.ts";
import { askedFacts, loginActivity, type Traces } from "../domain/activity.ts";
import { type Instant, toSeconds } from "../domain/duration.ts";
import { appDenials, sourceFailures, subjectFailures } from "../domain/limits.ts";
import type { Challenge, Login } from "../domain/login.ts";
import { cleanMatchNumber, isSameMatchNumber, matchNumberOf } from "../domain/match-number.ts";
import { failuresNotice, ownNotice } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import type { AskedDecision } from "../ports/logins.ts";
import type { Settings } from "../settings.ts";
import { countWrong } from "./count-wrong.ts";

type Needs = Pick<
  Dependencies,
  "config" | "directory" | "habits" | "log" | "logins" | "outbox" | "roots" | "throttles"
>;

export interface Deciding {
  /** The challenge, and what gives the right to decide it: the store sees to it that no other is charged. */
  readonly asked: AskedDecision;
  readonly decision: "approve" | "deny";
  readonly acknowledged: boolean | undefined;
  readonly matchNumber: string | undefined;
  /** Of whoever decides. */
  readonly network: string;
  readonly now: Instant;
  /** Why this caller may not decide this login, or not any more. */
  refusalOf(login: Login | undefined): Problem | undefined | Promise<Problem | undefined>;
}

interface Found {
  readonly login: Login;
  readonly challenge: Challenge;
  readonly isCharged: boolean;
}

/**
 * Decides what a login waits for, on another device than the one that began it; wherever the right to do so came from.
 * Two round trips: the login, with an attempt charged where a number is to be compared; then the one write, of which
 * the first wins.
 *
 * The subject's budget takes wrong numbers after they were compared, since whose login it is shows with the first
 * round trip. It must have room for a right one to count; and what waits to be decided is bounded by the limits on
 * sending.
 *
 * @returns the login, decided: for our eyes alone, since whoever decides gets neither its token nor a session.
 */
export async function decideLogin(deciding: Deciding, needs: Needs): Promise<Login> {
  const { decision, acknowledged, matchNumber } = deciding;
  if (decision === "deny") return decide(await findAsked(deciding, needs), deciding, needs);
  // Ensure that whoever lets another device in has said to have read the warning.
  if (acknowledged !== true) throw new Problem("acknowledgement_required");
  if (matchNumber === undefined) {
    const found = await findAsked(deciding, needs);
    if (found.challenge.approval?.asksMatch) throw matchNumberIs("due now");
    return decide(found, deciding, needs);
  }
  const typed = cleanMatchNumber(matchNumber);
  if (typed === undefined) throw matchNumberIs("two digits");
  const found = await chargeAsked(deciding, needs);
  await assertMatch(found, typed, deciding, needs);
  return decide(found, deciding, needs);
}

const matchNumberIs = (what: string) =>
  new Problem("invalid_request", { errors: [{ pointer: "/matchNumber", detail: `must be ${what}` }] });

async function findAsked({ asked, refusalOf }: Deciding, { logins }: Needs): Promise<Found> {
  const login = await logins.find(asked.loginId);
  return { ...assertAsked(login, await refusalOf(login)), isCharged: false };
}

/** Charges the login and the source. Only where the login stands and asks just this does it count against anybody. */
async function chargeAsked(deciding: Deciding, { config, log, logins, throttles }: Needs): Promise<Found> {
  const { asked, network, now, refusalOf } = deciding;
  const shared = sourceFailures(network, config.settings);
  const [charged, budget] = await Promise.all([logins.chargeDecision(asked, now), throttles.charge([shared], now)]);
  if ("refused" in charged) {
    if (budget.accepted) await throttles.refund([shared], now);
    throw (await refusalOf(charged.login)) ?? new Problem("login_closed");
  }
  if (!budget.accepted) {
    log.write("throttle_refused", { scope: budget.refusedBy.scope });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(budget.until - now) });
  }
  // Judged as it stood before: the last attempt counts too.
  const before = { ...charged, attemptsLeft: charged.attemptsLeft + 1 };
  return { ...assertAsked(charged, await refusalOf(before)), isCharged: true };
}

function assertAsked(login: Login | undefined, refusal: Problem | undefined) {
  if (refusal !== undefined) throw refusal;
  // Ensure that it is another device's to decide at all.
  if (login?.challenge?.approval === undefined) throw new Problem("login_closed");
  return { login, challenge: login.challenge };
}

async function assertMatch({ login, challenge }: Found, typed: string, { now }: Deciding, needs: Needs) {
  if (!challenge.approval?.asksMatch) return;
  const { config, roots, throttles } = needs;
  const root = await roots.challenge.find(challenge.keyId);
  const expected = root && matchNumberOf(root.derive("match-number"), challenge.challengeId);
  if (expected !== undefined && isSameMatchNumber(expected, typed)) return;
  const [budget, wrong] = await Promise.all([
    throttles.charge([subjectFailures(login.sub, config.settings)], now),
    countWrong(login, challenge, needs, now),
  ]);
  if (!budget.accepted) await tellExhausted(login, budget.until, needs, now);
  throw wrong;
}

/** Whoever has wrong numbers typed knows the password: the owner is told. */
async function tellExhausted(login: Login, until: Instant, { config, outbox }: Needs, now: Instant): Promise<void> {
  const exhausted = loginActivity("attempts_exhausted", login, now, {}, config.settings);
  await outbox.add(failuresNotice(login.sub, until, now), [exhausted]);
}

async function decide(found: Found, { decision, network, now, refusalOf }: Deciding, needs: Needs): Promise<Login> {
  const { config, habits, log, logins, throttles } = needs;
  const { login, challenge, isCharged } = found;
  const outcome = decision === "approve" ? "approved" : "denied";
  const within = outcome === "approved" ? [subjectFailures(login.sub, config.settings)] : [];
  const fills = outcome === "denied" && challenge.type === "app" ? [appDenials(login.sub)] : [];
  const traces = tracesOf(found, outcome, config.settings, now);
  const [decided] = await Promise.all([
    logins.decide({ login, challenge, outcome, isCharged, within, fills, ...traces }, now),
    isCharged ? throttles.refund([sourceFailures(network, config.settings)], now) : undefined,
    outcome === "denied" ? habits.noteDenial(login.sub, now) : undefined,
  ]);
  if ("refused" in decided) throw (await refusalOf(decided.login)) ?? new Problem("login_closed");
  if ("fullUntil" in decided) {
    log.write("throttle_refused", { scope: "subject_failures" });
    await tellExhausted(login, decided.fullUntil, needs, now);
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(decided.fullUntil - now) });
  }
  if (decided.state === "complete") log.write("login_complete", { method: challenge.type });
  if (decided.state === "denied") log.write("login_denied", { method: challenge.type });
  return decided;
}

/** A denial says that somebody else knows the password: the owner is told whoever denied. */
function tracesOf(
  { login, challenge }: Found,
  outcome: "approved" | "denied",
  settings: Settings,
  now: Instant,
): Traces {
  if (outcome === "approved") return acceptedTraces(login, challenge, settings, now);
  const { sub, loginId, from } = login;
  return {
    notices: [ownNotice("login_denied", { sub, id: loginId, at: now, from })],
    activities: [loginActivity("login_denied", login, now, askedFacts(login, challenge), settings)],
  };
}

/** What a login leaves behind that was let in without a code; the notice where its owner wanted one when it was asked. */
export function acceptedTraces(login: Login, challenge: Challenge, settings: Settings, now: Instant): Traces {
  const { purpose, password, sub, loginId, from } = login;
  const isTold = purpose === "sign_in" && password !== undefined && challenge.tellsOwner;
  const done = purpose === "sign_in" ? "signed_in" : "stepped_up";
  // Before the password it is a part of a login that may never be done.
  const kind = password === undefined ? "code_accepted" : done;
  return {
    notices: isTold ? [ownNotice("sign_in", { sub, id: loginId, at: now, from })] : [],
    activities: [loginActivity(kind, login, now, askedFacts(login, challenge), settings)],
  };
}
