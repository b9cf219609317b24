import type { Dependencies } from "../../shared/dependencies.ts";
import { seconds, toRfc3339 } from "../../shared/domain/duration.ts";
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

  const claims = resultClaims(login, login.issuedAt ?? now, config.origin, config.settings);
  const token = await signer.sign({ typ: resultType }, claims);
  assertAccepted(await logins.issue(holder, now), holder, now);
  return { token, expiresAt: toRfc3339(seconds(claims.exp)) };
}
