import type { Dependencies } from "../../shared/dependencies.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import type { Challenge, Login } from "../../shared/domain/login.ts";
import { failuresNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { Pending } from "../../shared/ports/directory.ts";
import { countAndCharge } from "../../shared/steps/count-wrong.ts";

/**
 * One transaction either way: the code counts against the subject and its authenticator after a right password, and
 * never after a wrong one.
 */
export async function settleWrong(
  login: Login,
  challenge: Challenge,
  charge: Pending | undefined,
  dependencies: Dependencies,
): Promise<Problem> {
  const { log, logins } = dependencies;
  if (charge === undefined) {
    log.write("answer_wrong", { method: "password" });
    await logins.countNothing(login.loginId);
  } else {
    const { fullUntil } = await countAndCharge(login, challenge, charge, dependencies, charge.now);
    if (fullUntil !== undefined) return refusalOfExhausted(login, fullUntil, true, dependencies, charge.now);
  }
  return new Problem("credentials_invalid", { attemptsLeft: login.attemptsLeft });
}

/** What whoever submits is told. Whoever has used it up knows the password: the owner is told of those alone. */
export async function refusalOfExhausted(
  login: Login,
  until: Instant,
  isPasswordRight: boolean,
  { config, log, logins, outbox }: Dependencies,
  now: Instant,
): Promise<Problem> {
  log.write("throttle_refused", { scope: "subject_failures" });
  const exhausted = loginActivity("attempts_exhausted", login, now, {}, config.settings);
  await (isPasswordRight
    ? outbox.add(failuresNotice(login.sub, until, now, login.from), [exhausted])
    : logins.countNothing(login.loginId));
  return new Problem("too_many_attempts", { retryAfter: toSeconds(until - now) });
}
