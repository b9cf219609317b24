import type { Dependencies } from "../../shared/dependencies.ts";
import { hintOf, loginActivity } from "../../shared/domain/activity.ts";
import { toSeconds } from "../../shared/domain/duration.ts";
import { earlyFailures, sourceFailures } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { codeNotices } from "./code-traces.ts";
import { assertCode, refusalOfAttempt, verdictOn } from "./prove-code.ts";

/**
 * The answer to a challenge before the password, which then is due. Two round trips, as after it. Wrong ones are counted
 * apart, and against no authenticator: whoever knows an identifier alone can use up this way and no other.
 */
export async function proveCodeFirst(
  { holder, source }: RequestOf<"verifyLogin">,
  typed: string,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const code = assertCode(typed);
  const { network } = await source();
  const own = earlyFailures(holder.sub, settings);
  const shared = sourceFailures(network, settings);
  const [charged, budget, account] = await Promise.all([
    logins.chargeAttempt(holder, now),
    throttles.charge([own, shared], now),
    directory.findAccount(holder.sub),
  ]);

  // Ensure the login stands and asks something.
  const refusal = refusalOfAttempt(charged, holder, now);
  if (refusal !== undefined || "refused" in charged || charged.challenge === undefined) {
    if (budget.accepted) await throttles.refund([own, shared], now);
    throw refusal ?? new Problem("login_closed");
  }
  // Ensure neither strangers nor the source have used up the tries. The owner need not know: no password was right.
  if (!budget.accepted) {
    log.write("throttle_refused", { scope: budget.refusedBy.scope });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(budget.until - now) });
  }

  const { challenge } = charged;
  // Nobody has what a decoy asks for.
  const authenticator = account?.authenticators.find((one) => one.authenticatorId === challenge.authenticatorId);
  const verdict =
    authenticator && (await verdictOn(code, { challenge, authenticator, sub: holder.sub, now }, dependencies));
  if (authenticator === undefined || !verdict?.right) {
    log.write("answer_wrong", { method: challenge.type });
    throw new Problem("challenge_failed", { attemptsLeft: charged.attemptsLeft });
  }

  const proof = { by: challenge.type, at: now };
  const facts = { method: challenge.type, ...hintOf(authenticator) };
  const [accepted] = await Promise.all([
    logins.acceptSecondFactor(
      {
        holder,
        challenge,
        epoch: charged.epoch,
        proof,
        password: "due",
        consumes: verdict.consumes,
        refunds: [own],
        stepUp: undefined,
        trusts: undefined,
        notices: codeNotices(charged, authenticator, now),
        activities: [loginActivity("code_accepted", charged, now, facts, settings)],
      },
      now,
    ),
    throttles.refund([shared], now),
  ]);
  if (accepted === "spent") throw new Problem("challenge_failed", { attemptsLeft: charged.attemptsLeft });
  if (accepted !== "accepted") throw new Problem("login_closed");
  const next = { ...holder, generation: holder.generation + 1 };
  const proved: Login = {
    ...charged,
    secondFactor: proof,
    generation: next.generation,
    attemptsLeft: charged.attemptsLeft + 1,
  };
  return viewOf(proved, { settings, now, loginToken: await loginTokenOf(next, dependencies) });
}
