import type { Dependencies } from "../../shared/dependencies.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { seconds, toRfc3339 } from "../../shared/domain/duration.ts";
import { isRedeemable } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { resultClaims, resultType } from "../../shared/methods/claims.ts";
import { assertBackendOf, readTicket } from "../../shared/steps/delegate.ts";
import { isHeldBy } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "roots" | "signer">;

/**
 * The result of a login that a backend has begun, for the code that its browser has brought: once. Two round trips: the
 * login and the subject; then, once the result is signed, the mark. A signer that is down thus costs nothing.
 *
 * @throws Problem `not_found`, alike for a code that is forged, too old, used, or another client's.
 */
export async function redeemResult({ body, principal }: RequestOf<"redeemResult">, needs: Needs) {
  const { clock, config, directory, logins, signer } = needs;
  assertBackendOf(body.clientId, principal, needs);
  const now = clock.now();
  const holder = await readTicket("result-code", body.code, needs);
  if (holder === undefined) throw nothing();
  const [login, subject] = await Promise.all([logins.find(holder.loginId), directory.findSubject(holder.sub)]);
  // Ensure the code is the login's newest and this client's, and is neither used nor too old.
  if (!isHeldBy(login, holder) || login.clientId !== body.clientId) throw nothing();
  if (!isRedeemable(login, now)) throw nothing();
  // Ensure that no password change, reset or recovery came between.
  if (subject === undefined || isVoid(login, subject, now)) throw nothing();

  const claims = resultClaims(login, now, config.origin, config.settings);
  const token = await signer.sign({ typ: resultType }, claims);
  const facts = { by: "service", principal: principal.arn, reason: body.clientId } as const;
  const redeemed = loginActivity("result_redeemed", login, now, facts, config.settings);
  if (!(await logins.redeem(login, [redeemed], now))) throw nothing();
  return { token, expiresAt: toRfc3339(seconds(claims.exp)) };
}

const nothing = () => new Problem("not_found", { detail: "there is no result for this code" });
