import type { Dependencies } from "../../dependencies.ts";
import type { Account, Authenticator } from "../../domain/account.ts";
import { type Instant, toSeconds } from "../../domain/duration.ts";
import { subjectFailures } from "../../domain/limits.ts";
import { Problem } from "../../domain/problem.ts";
import { cleanTypedCode } from "../../domain/typed-code.ts";

type Needs = Pick<Dependencies, "authenticators" | "config" | "log" | "throttles">;

/** The code that is to prove something new, as it is compared. */
export function newCode(typed: string): string {
  const code = cleanTypedCode(typed);
  if (code !== undefined) return code;
  throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "must be 6 or 8 digits" }] });
}

/** Takes one of the tries and one of the subject's budget, before anything is compared. @returns what is to be proved. */
export async function chargeNew(
  authenticatorId: string,
  account: Account,
  { authenticators, config, log, throttles }: Needs,
  now: Instant,
): Promise<Authenticator> {
  const { sub } = account.subject;
  const own = subjectFailures(sub, config.settings);
  const [pending, budget] = await Promise.all([
    authenticators.chargeTry(sub, authenticatorId, now),
    throttles.charge([own], now),
  ]);
  if (pending === undefined) {
    if (budget.accepted) await throttles.refund([own], now);
    throw refusalOf(account, authenticatorId, now);
  }
  if (budget.accepted) return pending;
  log.write("throttle_refused", { scope: budget.refusedBy.scope });
  throw new Problem("too_many_attempts", { retryAfter: toSeconds(budget.until - now) });
}

/** Why there was nothing to try. */
function refusalOf({ authenticators }: Account, authenticatorId: string, now: Instant): Problem {
  const known = authenticators.find((one) => one.authenticatorId === authenticatorId);
  if (known?.proof === undefined) return new Problem("not_found");
  if (known.proof.expiresAt <= now) return new Problem("code_expired");
  return new Problem("too_many_attempts", { retryAfter: toSeconds(known.proof.expiresAt - now) });
}
