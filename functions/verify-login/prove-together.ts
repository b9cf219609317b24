import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator, Credential } from "../../shared/domain/account.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { enrolmentDue } from "../../shared/domain/recovery.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import type { Verdict } from "../../shared/methods/method.ts";
import type { Answered } from "../../shared/ports/logins.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { type Judged, judgeSignIn, sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { comparePassword } from "../../shared/steps/prove-password.ts";
import { refuseSignIn } from "../../shared/steps/refuse-sign-in.ts";
import { planTrust } from "../../shared/steps/trust-browser.ts";
import { tracesOf, withTraces } from "./code-traces.ts";
import { assertCode, refusalOfAttempt, verdictOn } from "./prove-code.ts";
import { acceptLoginPassword } from "./prove-login-password.ts";
import { refusalOfExhausted, settleWrong } from "./refuse-together.ts";

/**
 * Password and code in one submission. Both are compared whatever the other came to. A wrong one of them, or two, are the
 * same answer after the same calls, and leave nothing behind but the charges: the right one is neither recorded nor
 * spent. Two round trips.
 *
 * The login's attempt and the password's tries are charged before anything is compared. The subject's budget is for
 * those who know the password, so it waits for that: a charge on the way would be one that strangers hold. What the code
 * came to then shows by one write alone, which is charged for it, or demands room: as if it had been compared in there,
 * one after the other, so that guesses at once gain nothing.
 */
export async function proveTogether(
  request: RequestOf<"verifyLogin">,
  submitted: { readonly password: string; readonly code: string },
  dependencies: Dependencies,
) {
  const { holder, source } = request;
  const { clock, config, directory, logins, throttles } = dependencies;
  const now = clock.now();
  const code = assertCode(submitted.code);
  const from = await source();
  const own = subjectFailures(holder.sub, config.settings);
  const tried = { identifierKey: holder.identifierKey, password: submitted.password, network: from.network, now };
  const [charged, standing, account, sends, compared] = await Promise.all([
    logins.chargeAttempt(holder, now),
    throttles.standing(own, now),
    directory.findAccount(holder.sub),
    sendsLately(holder.sub, dependencies, now),
    comparePassword(tried, dependencies),
  ]);

  const refusal = refusalOfAttempt(charged, holder, now);
  if (refusal !== undefined || "refused" in charged || charged.challenge === undefined) {
    throw refusal ?? new Problem("login_closed");
  }
  // Ensure the subject's budget is not used up. Whoever submits is told, so that it tells nothing of this password.
  if (standing.charges >= own.limit) {
    const isPasswordRight = compared.credential !== undefined;
    const [refused] = await Promise.all([
      refusalOfExhausted(charged, standing.closesAt, isPasswordRight, dependencies, now),
      compared.refuse(),
    ]);
    throw refused;
  }

  const { challenge } = charged;
  const authenticator = account?.authenticators.find((one) => one.authenticatorId === challenge.authenticatorId);
  const asked = { challenge, authenticator: authenticator ?? noAuthenticator, sub: holder.sub, now };
  const verdict = await verdictOn(code, asked, dependencies);
  const { credential, settle, refuse } = compared;
  const isRecovered = account !== undefined && enrolmentDue(account.subject, now) !== undefined;
  if (credential !== undefined && (isRecovered || account?.subject.secondFactor === false)) {
    const proved = { credential, settle };
    return acceptLoginPassword({ holder, login: charged, source: from, trust: request.trust }, proved, dependencies);
  }
  if (credential === undefined || account === undefined || authenticator === undefined || !verdict.right) {
    const charge = credential && { throttle: own, isOpen: standing.isOpen, now };
    const [refused] = await Promise.all([settleWrong(charged, challenge, charge, dependencies), refuse()]);
    throw refused;
  }
  const right = { login: charged, account, source: from, sends, now, authenticator, credential, settle, verdict };
  return accept(request, right, standing.closesAt, dependencies);
}

/** Stands in where there is none, so that a code is compared all the same; nothing is right by it. */
const noAuthenticator: Authenticator = {
  authenticatorId: "",
  type: "phone",
  destination: "",
  status: "pending",
  missesInARow: 0,
  createdAt: 0,
};

interface Right extends Judged {
  readonly authenticator: Authenticator;
  readonly credential: Credential;
  readonly settle: () => Promise<unknown>;
  readonly verdict: Extract<Verdict, { right: true }>;
}

/** @param until when the budget's window ends, should it be used up by now. */
async function accept(
  { body, holder, trust }: RequestOf<"verifyLogin">,
  right: Right,
  until: Instant,
  dependencies: Dependencies,
) {
  const { login, account, authenticator, credential, settle, verdict, now } = right;
  const { config, log, logins, throttles } = dependencies;
  const { settings } = config;
  const { challenge } = login;
  if (challenge === undefined) throw new Problem("login_closed");
  await assertPasswordStands({ credential, settle }, { from: login.from, now }, dependencies);
  const own = subjectFailures(holder.sub, settings);
  const judgement = await judgeSignIn(right, dependencies);
  if (judgement.level === "refuse") {
    const [refused] = await Promise.all([refuseSignIn(login, judgement, dependencies, now), settle()]);
    return viewOf(refused, { settings, now });
  }

  const password = { at: now };
  const proof = { by: challenge.type, at: now };
  const planned = await planTrust(body.trustBrowser, login, { account, trust, now }, dependencies);
  const answered: Answered = {
    holder,
    challenge,
    epoch: credential.epoch,
    proof,
    password,
    consumes: verdict.consumes,
    refunds: [],
    within: [own],
    stepUp: undefined,
    trusts: planned?.added,
    ...withTraces(tracesOf(login, account, authenticator, proof, settings), planned?.traces),
  };
  const [accepted] = await Promise.all([logins.acceptSecondFactor(answered, now), settle()]);
  if (accepted === "full") throw await refusalOfExhausted(login, until, true, dependencies, now);
  if (accepted !== "accepted") {
    // Else a right code that loses a race would be a try for nothing.
    await throttles.charge([own], now);
    if (accepted === "refused") throw new Problem("login_closed");
    throw new Problem("credentials_invalid", { attemptsLeft: login.attemptsLeft });
  }
  log.write("login_complete", { method: challenge.type });
  const next = { ...holder, generation: holder.generation + 1 };
  const complete: Login = {
    ...login,
    state: "complete",
    password,
    secondFactor: proof,
    generation: next.generation,
    registered: planned?.added.browser.browserId,
  };
  const { trustDays } = account.subject;
  const view = viewOf(complete, { settings, now, trustDays, loginToken: await loginTokenOf(next, dependencies) });
  if (planned === undefined) return view;
  log.write("browser_trusted", { method: challenge.type });
  return new Reply(view, { cookies: planned.cookies });
}
