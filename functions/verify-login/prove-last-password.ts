import type { Dependencies } from "../../shared/dependencies.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import {
  assertAccepted,
  isUnderWay,
  loginTokenOf,
  passwordTraces,
  refusalOfLogin,
} from "../../shared/steps/hold-login.ts";
import { provePassword } from "../../shared/steps/prove-password.ts";

/**
 * The password that comes last, after the second factor. Two round trips: the login, the account, the credential and the
 * charges; then the write that completes the login.
 */
export async function proveLastPassword(
  { holder, source }: RequestOf<"verifyLogin">,
  password: string,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins } = dependencies;
  const now = clock.now();
  const { network } = await source();
  const tried = { identifierKey: holder.identifierKey, password, network, now };
  const [login, account, proved] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    provePassword(tried, dependencies),
  ]);
  const { credential, settle } = proved;
  if (!isUnderWay(login, holder, now)) {
    await settle();
    throw refusalOfLogin(login, holder, now);
  }
  if (login.secondFactor === undefined) {
    await settle();
    throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "is due now" }] });
  }

  await assertPasswordStands(proved, { from: login.from, now }, dependencies);
  const [complete] = await Promise.all([
    logins.completeByLastPassword(
      login,
      { at: now },
      credential.epoch,
      passwordTraces(login, account, now, dependencies),
    ),
    settle(),
  ]);
  assertAccepted(complete, holder, now);
  log.write("login_complete", { method: login.secondFactor.by });
  const next = { ...holder, generation: complete.generation };
  return viewOf(complete, {
    settings: config.settings,
    now,
    trustDays: account?.subject.trustDays,
    loginToken: await loginTokenOf(next, dependencies),
  });
}
