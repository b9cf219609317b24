import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator, Credential } from "../../shared/domain/account.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { toSeconds } from "../../shared/domain/duration.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import type { Challenge, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { failuresNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { enrolmentDue } from "../../shared/domain/recovery.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import type { Verdict } from "../../shared/methods/method.ts";
import type { Answered } from "../../shared/ports/logins.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import { countWrong } from "../../shared/steps/count-wrong.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { type Judged, judgeSignIn, sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { comparePassword } from "../../shared/steps/prove-password.ts";
import { refuseSignIn } from "../../shared/steps/refuse-sign-in.ts";
import { planTrust } from "../../shared/steps/trust-browser.ts";
import { tracesOf, withTraces } from "./code-traces.ts";
import { assertCode, refusalOfAttempt, verdictOn } from "./prove-code.ts";
import { acceptLoginPassword } from "./prove-login-password.ts";

/**
 * Password and code in one submission. Both are charged before either is compared, and both are compared whatever the
 * other came to. A wrong one of them, or two, are the same answer after the same calls, and leave nothing behind but the
 * charges: the right one is neither recorded nor spent. Two round trips.
 */
export async function proveTogether(
  request: RequestOf<"verifyLogin">,
  submitted: { readonly password: string; readonly code: string },
  dependencies: Dependencies,
) {
  const { holder, source } = request;
  const { clock, config, directory, log, logins, outbox, throttles } = dependencies;
  const now = clock.now();
  const code = assertCode(submitted.code);
  const from = await source();
  const own = subjectFailures(holder.sub, config.settings);
  const tried = { identifierKey: holder.identifierKey, password: submitted.password, network: from.network, now };
  const [charged, budget, account, sends, compared] = await Promise.all([
    logins.chargeAttempt(holder, now),
    throttles.charge([own], now),
    directory.findAccount(holder.sub),
    sendsLately(holder.sub, dependencies, now),
    // A refusal must not leave the subject charged: it is thrown once all are done.
    comparePassword(tried, dependencies).catch((problem: unknown) => ({ problem })),
  ]);

  const refusal = "problem" in compared ? compared.problem : refusalOfAttempt(charged, holder, now);
  if (refusal !== undefined || "problem" in compared || "refused" in charged || charged.challenge === undefined) {
    if (budget.accepted) await throttles.refund([own], now);
    throw refusal ?? new Problem("login_closed");
  }
  // Ensure the subject's budget is not used up: only whoever had the password right can have done that.
  if (!budget.accepted) {
    log.write("throttle_refused", { scope: "subject_failures" });
    const exhausted = loginActivity("attempts_exhausted", charged, now, {}, config.settings);
    await outbox.add(failuresNotice(holder.sub, budget.until, now, charged.from), [exhausted]);
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(budget.until - now) });
  }

  const { challenge } = charged;
  const authenticator = account?.authenticators.find((one) => one.authenticatorId === challenge.authenticatorId);
  const asked = { challenge, authenticator: authenticator ?? noAuthenticator, sub: holder.sub, now };
  const verdict = await verdictOn(code, asked, dependencies);
  const { credential, settle, refuse } = compared;
  const isRecovered = account !== undefined && enrolmentDue(account.subject, now) !== undefined;
  if (credential !== undefined && (isRecovered || account?.subject.secondFactor === false)) {
    const [, done] = await Promise.all([
      throttles.refund([own], now),
      acceptLoginPassword(
        { holder, login: charged, source: from, trust: request.trust },
        { credential, settle },
        dependencies,
      ),
    ]);
    return done;
  }
  if (credential === undefined || account === undefined || authenticator === undefined || !verdict.right) {
    const isPasswordRight = credential !== undefined;
    await Promise.all([refuse(), settleWrong(charged, challenge, isPasswordRight, dependencies)]);
    throw new Problem("credentials_invalid", { attemptsLeft: charged.attemptsLeft });
  }
  const right = { login: charged, account, source: from, sends, now, authenticator, credential, settle, verdict };
  return accept(request, right, dependencies);
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

/**
 * One transaction either way: the code counts against the subject and its authenticator after a right password, and
 * never after a wrong one.
 */
async function settleWrong(
  login: Login,
  challenge: Challenge,
  isPasswordRight: boolean,
  dependencies: Dependencies,
): Promise<void> {
  const { clock, config, log, throttles } = dependencies;
  const now = clock.now();
  if (isPasswordRight) {
    await countWrong(login, challenge, dependencies, now);
    return;
  }
  log.write("answer_wrong", { method: "password" });
  return throttles.refundAtOnce([subjectFailures(login.sub, config.settings)], now);
}

interface Right extends Judged {
  readonly authenticator: Authenticator;
  readonly credential: Credential;
  readonly settle: () => Promise<unknown>;
  readonly verdict: Extract<Verdict, { right: true }>;
}

async function accept({ body, holder, trust }: RequestOf<"verifyLogin">, right: Right, dependencies: Dependencies) {
  const { login, account, authenticator, credential, settle, verdict, now } = right;
  const { config, log, logins, throttles } = dependencies;
  const { settings } = config;
  const { challenge } = login;
  if (challenge === undefined) throw new Problem("login_closed");
  await assertPasswordStands({ credential, settle }, { from: login.from, now }, dependencies);
  const refunds = [subjectFailures(holder.sub, settings)];
  const judgement = await judgeSignIn(right, dependencies);
  if (judgement.level === "refuse") {
    const [refused] = await Promise.all([
      refuseSignIn(login, judgement, dependencies, now),
      throttles.refund(refunds, now),
      settle(),
    ]);
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
    refunds,
    stepUp: undefined,
    trusts: planned?.added,
    ...withTraces(tracesOf(login, account, authenticator, proof, settings), planned?.traces),
  };
  const [accepted] = await Promise.all([logins.acceptSecondFactor(answered, now), settle()]);
  if (accepted === "refused") throw new Problem("login_closed");
  if (accepted === "spent") throw new Problem("credentials_invalid", { attemptsLeft: login.attemptsLeft });
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
