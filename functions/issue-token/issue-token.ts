import type { Dependencies } from "../../shared/dependencies.ts";
import { type Instant, seconds, toRfc3339 } from "../../shared/domain/duration.ts";
import { isIssuable } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { resultClaims, resultType } from "../../shared/methods/claims.ts";
import { assertAccepted, refusalOfLogin } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "signer">;

/**
 * Turns a completed login into a signed result. Two round trips: the login and the subject; then, once the result is
 * signed, the mark of issue. A signer that is down thus costs the login nothing, and for 60 s from the mark the same
 * result comes again, so that a lost answer costs nothing either.
 */
export async function issueToken({ holder }: RequestOf<"issueToken">, needs: Needs) {
  const { clock, config, directory, logins, signer } = needs;
  const now = clock.now();
  const [login, subject] = await Promise.all([logins.find(holder.loginId), directory.findSubject(holder.sub)]);
  // Ensure the login is complete, and the holder is the one who completed it.
  if (login?.generation !== holder.generation || !isIssuable(login, now)) throw refusalOfLogin(login, holder, now);
  // Ensure that no password change or reset came between.
  if (subject?.epoch !== login.epoch) throw new Problem("login_closed");

  const resultAt = async (at: Instant) => {
    const claims = resultClaims(login, at, config.origin, config.settings);
    return { token: await signer.sign({ typ: resultType }, claims), expiresAt: toRfc3339(seconds(claims.exp)) };
  };
  const at = login.issuedAt ?? now;
  const result = await resultAt(at);
  const issued = await logins.issue(holder, now);
  assertAccepted(issued, holder, now);
  // Another call may have been first: then its time is the result's.
  return issued.issuedAt === undefined || issued.issuedAt === at ? result : resultAt(issued.issuedAt);
}
