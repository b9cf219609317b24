import type { Dependencies } from "../dependencies.ts";
import { askedFacts, loginActivity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Challenge, Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";

/** Counts a wrong answer, whose attempt was charged, against its authenticator. @returns what the caller is told. */
export async function countWrong(
  login: Login,
  challenge: Challenge,
  { config, directory, log }: Pick<Dependencies, "config" | "directory" | "log">,
  now: Instant,
): Promise<Problem> {
  const { settings } = config;
  const { perLogin, inARow } = settings.attempts;
  const { type: method, authenticatorId } = challenge;
  log.write("answer_wrong", { method });
  const facts = askedFacts(login, challenge);
  const count = perLogin - login.attemptsLeft;
  const { disabled } = await directory.countMiss({
    sub: login.sub,
    authenticatorId,
    limit: inARow,
    activities: [
      loginActivity("code_wrong", login, now, { ...facts, count }, settings),
      ...(login.attemptsLeft > 0 ? [] : [loginActivity("login_locked", login, now, facts, settings)]),
    ],
    disabling: loginActivity("method_disabled", login, now, facts, settings),
  });
  if (disabled) log.write("authenticator_disabled", { method });
  return new Problem("challenge_failed", { attemptsLeft: login.attemptsLeft });
}
