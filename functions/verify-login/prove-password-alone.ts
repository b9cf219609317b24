import type { Dependencies } from "../../shared/dependencies.ts";
import { exemptionFor } from "../../shared/domain/exemption.ts";
import { earlyFailures, earlySends } from "../../shared/domain/limits.ts";
import { isEarly } from "../../shared/domain/order.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { enrolmentDue } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isUnderWay, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { comparePassword } from "../../shared/steps/prove-password.ts";
import { isPresented } from "../../shared/steps/skip-second-step.ts";
import { acceptLoginPassword } from "./prove-login-password.ts";

/**
 * A password without the second factor, where the order asks for both or for the other first. Who has no second factor
 * signs in by it, and so does who trusts this browser, or signs in to a client that is exempted; after a recovery a new
 * method is due, and no code. For anybody else it
 * counts only where the service says so, or strangers have used up what may be sent or tried before a password: else it
 * is refused as a wrong one is, and tells nobody that it was right. Two round trips, a third only where no second factor
 * is due.
 */
export async function provePasswordAlone(
  { holder, source, trust }: RequestOf<"verifyLogin">,
  password: string,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const from = await source();
  const early = [...earlySends(holder.sub, settings), earlyFailures(holder.sub, settings)];
  const [login, compared, account, isUsedUp] = await Promise.all([
    logins.find(holder.loginId),
    comparePassword({ identifierKey: holder.identifierKey, password, network: from.network, now }, dependencies),
    directory.findAccount(holder.sub),
    throttles.isAnyFull(early, now),
  ]);
  // Whatever was typed: a login that is over tells nothing of a password, by its waits either.
  if (!isUnderWay(login, holder, now)) throw refusalOfLogin(login, holder, now);

  const { credential, settle, refuse } = compared;
  const isRecovered = account !== undefined && enrolmentDue(account.subject, now) !== undefined;
  const isDue = account?.subject.secondFactor === true && !isRecovered && isEarly(login, settings);
  const isKnown = account !== undefined && (await isPresented(trust, account, dependencies, now));
  const named = { clientId: login.clientId, amr: [], isAutomatic: false };
  const isExempted = exemptionFor(named, settings, now) !== undefined;
  const standsAlone = !isDue || settings.login.passwordAlone || isUsedUp || isKnown || isExempted;
  if (credential !== undefined && standsAlone) {
    return acceptLoginPassword({ holder, login, source: from, trust }, { credential, settle }, dependencies);
  }
  log.write("answer_wrong", { method: "password" });
  await refuse();
  throw new Problem("credentials_invalid");
}
