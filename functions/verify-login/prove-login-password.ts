import type { Dependencies } from "../../shared/dependencies.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import type { Source } from "../../shared/domain/source.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersFor } from "../../shared/methods/index.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import { concludePassword } from "../../shared/steps/conclude-password.ts";
import { assertAccepted, isUnderWay, loginTokenOf, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { type ProvedPassword, provePassword } from "../../shared/steps/prove-password.ts";
import { presentBrowser } from "../../shared/steps/skip-second-step.ts";

/**
 * The password of a login that began without it. Two round trips: the login, the credential and the charges; then the
 * acceptance, and the account for what it offers. A third only where the login ends with it, or risk asks for more.
 */
export async function proveLoginPassword(
  { holder, source, trust }: RequestOf<"verifyLogin">,
  password: string,
  dependencies: Dependencies,
) {
  const { clock, logins } = dependencies;
  const now = clock.now();
  const from = await source();
  const tried = { identifierKey: holder.identifierKey, password, network: from.network, now };
  const [login, proved] = await Promise.all([logins.find(holder.loginId), provePassword(tried, dependencies)]);
  if (!isUnderWay(login, holder, now)) {
    await proved.settle();
    throw refusalOfLogin(login, holder, now);
  }
  return acceptLoginPassword({ holder, login, source: from, trust }, proved, dependencies);
}

/** Where a right password was sent: the login that it is for, and the trusted browsers that came along. */
interface AtPassword {
  readonly holder: Holder;
  readonly login: Login;
  readonly source: Source;
  readonly trust: RequestOf<"verifyLogin">["trust"];
}

/** What a right password leads to: the second factor, or the end where none is due. */
export async function acceptLoginPassword(
  { holder, login, source, trust }: AtPassword,
  proved: ProvedPassword,
  dependencies: Dependencies,
) {
  const { credential, settle } = proved;
  const { clock, config, directory, logins, sendingStates } = dependencies;
  const { settings } = config;
  const now = clock.now();
  await assertPasswordStands(proved, { from: login.from, now }, dependencies);
  const known = { ...login, password: { at: now }, epoch: credential.epoch };
  const [accepted, account, state, presented, sends] = await Promise.all([
    logins.acceptPassword(holder, { at: now }, credential.epoch),
    directory.findAccount(credential.sub),
    sendingStates.read(now),
    presentBrowser(trust, known, dependencies, now),
    sendsLately(credential.sub, dependencies, now),
    settle(),
  ]);
  assertAccepted(accepted, holder, now);

  const next = { ...holder, generation: accepted.generation };
  const { login: shown, cookies } =
    account === undefined
      ? { login: accepted, cookies: [] }
      : await concludePassword(
          { login: accepted, account, presented, source, sends, now },
          { ...dependencies, operation: "verifyLogin" },
        );
  const view = viewOf(shown, {
    settings,
    now,
    methods: account === undefined ? [] : offersFor(shown, account, settings, state).map(({ offer }) => offer),
    trustDays: account?.subject.trustDays,
    loginToken: await loginTokenOf(next, dependencies),
  });
  return cookies.length === 0 ? view : new Reply(view, { cookies });
}
