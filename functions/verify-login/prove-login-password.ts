import type { Dependencies } from "../../shared/dependencies.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersFor } from "../../shared/methods/index.ts";
import {
  assertAccepted,
  isUnderWay,
  loginTokenOf,
  passwordTraces,
  refusalOfLogin,
} from "../../shared/steps/hold-login.ts";
import { provePassword } from "../../shared/steps/prove-password.ts";
import { presentBrowser, skipSecondStep } from "../../shared/steps/skip-second-step.ts";

/**
 * The password of a login that began without it. Two round trips: the login, the credential and the charges; then the
 * acceptance, and the account for what it offers. A third only where no second factor is due.
 */
export async function proveLoginPassword(
  { holder, source, trust }: RequestOf<"verifyLogin">,
  password: string,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins, sendingStates } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const { network } = await source();
  const tried = { identifierKey: holder.identifierKey, password, network, now };
  const [login, proved] = await Promise.all([logins.find(holder.loginId), provePassword(tried, dependencies)]);
  if (!isUnderWay(login, holder, now)) {
    await proved.settle();
    throw refusalOfLogin(login, holder, now);
  }

  const { credential } = proved;
  const known = { ...login, password: { at: now }, epoch: credential.epoch };
  const [accepted, account, state, presented] = await Promise.all([
    logins.acceptPassword(holder, { at: now }, credential.epoch),
    directory.findAccount(credential.sub),
    sendingStates.read(now),
    presentBrowser(trust, known, dependencies, now),
    proved.settle(),
  ]);
  assertAccepted(accepted, holder, now);

  const next = { ...holder, generation: accepted.generation };
  const isDue = account === undefined || account.subject.secondFactor;
  const { login: shown, cookies } =
    account === undefined || !isDue
      ? {
          login: await logins.completeByPassword(accepted, passwordTraces(accepted, account, now, dependencies), now),
          cookies: [],
        }
      : await skipSecondStep(accepted, account, presented, { ...dependencies, operation: "verifyLogin" }, now);
  assertAccepted(shown, next, now);
  if (!isDue) log.write("login_complete", { method: "password" });
  const view = viewOf(shown, {
    settings,
    now,
    methods: account === undefined ? [] : offersFor(shown, account, settings, state).map(({ offer }) => offer),
    trustDays: account?.subject.trustDays,
    loginToken: await loginTokenOf(next, dependencies),
  });
  return cookies.length === 0 ? view : new Reply(view, { cookies });
}
