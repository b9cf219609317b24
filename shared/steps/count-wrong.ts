import type { Dependencies } from "../dependencies.ts";
import { askedFacts, loginActivity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Challenge, Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";
import type { Counted, Pending } from "../ports/directory.ts";

type Needs = Pick<Dependencies, "config" | "directory" | "log">;

/** Counts a wrong answer, whose attempt was charged, against its authenticator. @returns what the caller is told. */
export async function countWrong(login: Login, challenge: Challenge, needs: Needs, now: Instant): Promise<Problem> {
  await countAndCharge(login, challenge, undefined, needs, now);
  return new Problem("challenge_failed", { attemptsLeft: login.attemptsLeft });
}

/** The same, with a budget that is charged by the write that counts: a budget that is used up has it not counted. */
export async function countAndCharge(
  login: Login,
  challenge: Challenge,
  charge: Pending | undefined,
  { config, directory, log }: Needs,
  now: Instant,
): Promise<Counted> {
  const { settings } = config;
  const { perLogin, inARow } = settings.attempts;
  const { type: method, authenticatorId } = challenge;
  const facts = askedFacts(login, challenge);
  const count = perLogin - login.attemptsLeft;
  const counted = await directory.countMiss({
    sub: login.sub,
    authenticatorId,
    limit: inARow,
    activities: [
      loginActivity("code_wrong", login, now, { ...facts, count }, settings),
      ...(login.attemptsLeft > 0 ? [] : [loginActivity("login_locked", login, now, facts, settings)]),
    ],
    disabling: loginActivity("method_disabled", login, now, facts, settings),
    charge,
  });
  if (counted.fullUntil === undefined) log.write("answer_wrong", { method });
  if (counted.disabled) log.write("authenticator_disabled", { method });
  return counted;
}
