import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { sourceFailures, subjectFailures } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { failuresNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import { cleanTypedCode } from "../../shared/domain/typed-code.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { methods } from "../../shared/methods/index.ts";
import type { Verdict } from "../../shared/methods/method.ts";
import type { Answered, Refused } from "../../shared/ports/logins.ts";
import { countWrong } from "../../shared/steps/count-wrong.ts";
import { isUnderWay, loginTokenOf, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { proofOf } from "../../shared/steps/recover.ts";
import { planTrust } from "../../shared/steps/trust-browser.ts";
import { recoveryProved, tracesOf, withTraces } from "./code-traces.ts";

/**
 * The answer to a challenge: charge, compare, consume. Two round trips: the attempt and the budgets, side by side and
 * before anything is compared; then the one write that completes the login, which of many right answers only one wins.
 */
export async function proveCode(
  { body, holder, source, trust }: RequestOf<"verifyLogin">,
  typed: string,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins, outbox, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const code = assertCode(typed);
  const { network } = await source();
  const own = subjectFailures(holder.sub, settings);
  const shared = sourceFailures(network, settings);
  const budgets = [own, shared];
  const [charged, budget, account] = await Promise.all([
    logins.chargeAttempt(holder, now),
    throttles.charge(budgets, now),
    directory.findAccount(holder.sub),
  ]);

  // Ensure the login stands and asks something: only then does the answer count against anybody.
  const refusal = refusalOfAttempt(charged, holder, now);
  if (refusal !== undefined || "refused" in charged || charged.challenge === undefined) {
    if (budget.accepted) await throttles.refund(budgets, now);
    throw refusal ?? new Problem("login_closed");
  }
  // Ensure the subject's budget and the source's are not used up, over all logins and methods.
  if (!budget.accepted) {
    const { refusedBy, until } = budget;
    log.write("throttle_refused", { scope: refusedBy.scope });
    // The owner is told: whoever guesses codes knows the password.
    if (refusedBy.scope === "subject_failures") {
      const exhausted = loginActivity("attempts_exhausted", charged, now, {}, settings);
      await outbox.add(failuresNotice(holder.sub, until, now, charged.from), [exhausted]);
    }
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(until - now) });
  }

  // Ensure that nothing came between which makes it void: then nothing is compared.
  if (account !== undefined && isVoid(charged, account.subject, now)) {
    await throttles.refund(budgets, now);
    throw new Problem("login_closed");
  }

  const { challenge } = charged;
  const authenticator = account?.authenticators.find((one) => one.authenticatorId === challenge.authenticatorId);
  const verdict =
    authenticator && (await verdictOn(code, { challenge, authenticator, sub: holder.sub, now }, dependencies));
  if (account === undefined || authenticator === undefined || !verdict?.right) {
    throw await countWrong(charged, challenge, dependencies, now);
  }

  const proof = { by: challenge.type, at: now };
  const recovery = charged.purpose === "recovery" ? proofOf(charged, account, authenticator, settings, now) : undefined;
  const planned = await planTrust(body.trustBrowser, charged, { account, trust, now }, dependencies);
  const answered: Answered = {
    holder,
    challenge,
    epoch: charged.epoch,
    proof,
    password: "proved",
    consumes: verdict.consumes,
    refunds: [own],
    stepUp: charged.stepUp,
    trusts: planned?.added,
    recovery,
    ...withTraces(
      recovery === undefined
        ? tracesOf(charged, account, authenticator, proof, settings)
        : recoveryProved(charged, account, authenticator, recovery.after, now, settings),
      planned?.traces,
    ),
  };
  // What a whole network shares stays out of the transaction: it would collide with everybody else's.
  const [accepted] = await Promise.all([logins.acceptSecondFactor(answered, now), throttles.refund([shared], now)]);
  // The same code at the same time, in another login: it is no right answer any more.
  if (accepted === "spent") throw new Problem("challenge_failed", { attemptsLeft: charged.attemptsLeft });
  if (accepted !== "accepted") throw new Problem("login_closed");
  log.write("login_complete", { method: challenge.type });
  const next = { ...holder, generation: holder.generation + 1 };
  const complete: Login = {
    ...charged,
    state: "complete",
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

interface Asked {
  readonly challenge: Challenge;
  readonly authenticator: Authenticator;
  readonly sub: string;
  readonly now: Instant;
}

/** Whether the code is the challenge's. The attempt was charged before. */
export async function verdictOn(code: string, asked: Asked, { config, roots }: Dependencies): Promise<Verdict> {
  const { challenge, authenticator } = asked;
  const vaultKeyId = authenticator.seed?.keyId ?? authenticator.codes?.keyId;
  const [root, vault] = await Promise.all([
    roots.challenge.find(challenge.keyId),
    vaultKeyId === undefined ? undefined : roots.vault.find(vaultKeyId),
  ]);
  if (root === undefined) return { right: false };
  const { settings } = config;
  const codeKey = root.derive("out-of-band-code");
  return methods[challenge.type].verify({
    ...asked,
    code,
    codeKey,
    vaultKey: (purpose) => vault?.derive(purpose),
    settings,
  });
}

/** Refused before anything is charged: it cannot be any challenge's answer. */
export function assertCode(typed: string): string {
  const code = cleanTypedCode(typed);
  if (code !== undefined) return code;
  throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "must be 6 or 8 digits" }] });
}

export function refusalOfAttempt(charged: Login | Refused, holder: Holder, now: Instant): Problem | undefined {
  if (!("refused" in charged)) return undefined;
  const { login } = charged;
  if (!isUnderWay(login, holder, now)) return refusalOfLogin(login, holder, now);
  return login.challenge === undefined || login.secondFactor !== undefined
    ? new Problem("login_closed", { detail: "nothing is asked" })
    : new Problem("code_expired");
}
