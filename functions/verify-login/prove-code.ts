import type { Dependencies } from "../../shared/dependencies.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { sourceFailures, subjectFailures } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { failuresNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { cleanTypedCode } from "../../shared/domain/typed-code.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { methods } from "../../shared/methods/index.ts";
import type { Refused } from "../../shared/ports/logins.ts";
import { isUnderWay, loginTokenOf, refusalOfLogin } from "../../shared/steps/hold-login.ts";

/**
 * The answer to a challenge: charge, compare, consume. Two round trips: the attempt and the budgets, side by side and
 * before anything is compared; then the one write that completes the login, which of many right answers only one wins.
 */
export async function proveCode(
  { holder, source }: RequestOf<"verifyLogin">,
  typed: string,
  dependencies: Dependencies,
) {
  const { clock, config, log, logins, outbox, roots, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const code = assertCode(typed);
  const { network } = await source();
  const own = subjectFailures(holder.sub, settings);
  const shared = sourceFailures(network, settings);
  const budgets = [own, shared];
  const [charged, budget] = await Promise.all([logins.chargeAttempt(holder, now), throttles.charge(budgets, now)]);

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
    if (refusedBy.scope === "subject_failures") await outbox.add(failuresNotice(holder.sub, until, now));
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(until - now) });
  }

  const { challenge } = charged;
  const root = await roots.challenge.find(challenge.keyId);
  const method = methods[challenge.type];
  const isRight =
    root !== undefined && method.verify({ challenge, codeKey: root.derive("out-of-band-code"), code }).right;
  if (!isRight) throw await countWrong(charged, challenge, dependencies);

  const proof = { by: challenge.type, at: now };
  const answered = { holder, challenge, epoch: charged.epoch, proof, refunds: [own] };
  // What a whole network shares stays out of the transaction: it would collide with everybody else's.
  const [isAccepted] = await Promise.all([logins.acceptSecondFactor(answered, now), throttles.refund([shared], now)]);
  if (!isAccepted) throw new Problem("login_closed");
  log.write("login_complete", { method: challenge.type });
  const next = { ...holder, generation: holder.generation + 1 };
  const complete: Login = { ...charged, state: "complete", secondFactor: proof, generation: next.generation };
  return viewOf(complete, { settings, now, loginToken: await loginTokenOf(next, dependencies) });
}

/** Refused before anything is charged: it cannot be any challenge's answer. */
function assertCode(typed: string): string {
  const code = cleanTypedCode(typed);
  if (code !== undefined) return code;
  throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "must be 6 or 8 digits" }] });
}

function refusalOfAttempt(charged: Login | Refused, holder: Holder, now: Instant): Problem | undefined {
  if (!("refused" in charged)) return undefined;
  const { login } = charged;
  if (!isUnderWay(login, holder, now)) return refusalOfLogin(login, holder, now);
  return login.challenge === undefined
    ? new Problem("login_closed", { detail: "nothing was asked yet" })
    : new Problem("code_expired");
}

async function countWrong(
  login: Login,
  challenge: Challenge,
  { config, directory, log }: Dependencies,
): Promise<Problem> {
  log.write("answer_wrong", { method: challenge.type });
  const { inARow } = config.settings.attempts;
  const status = await directory.countMiss(login.sub, challenge.authenticatorId, inARow);
  if (status === "disabled") log.write("authenticator_disabled", { method: challenge.type });
  return new Problem("challenge_failed", { attemptsLeft: login.attemptsLeft });
}
