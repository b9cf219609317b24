import type { Dependencies } from "../../shared/dependencies.ts";
import type { Holder, SecondFactorProof } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { enrolmentDue } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isUnfitOnRisk, offersFor } from "../../shared/methods/index.ts";
import { assertPasswordStands } from "../../shared/steps/assert-password-stands.ts";
import {
  assertAccepted,
  isUnderWay,
  loginTokenOf,
  passwordTraces,
  refusalOfLogin,
} from "../../shared/steps/hold-login.ts";
import { type Judged, judgeSignIn, sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { provePassword } from "../../shared/steps/prove-password.ts";
import { refuseSignIn, riskActivity } from "../../shared/steps/refuse-sign-in.ts";

/**
 * The password that comes last, after the second factor. Two round trips: the login, the account, the credential, what
 * was sent and the charges; then the write that completes the login, refuses it on risk, or has a code asked for.
 */
export async function proveLastPassword(
  { holder, source }: RequestOf<"verifyLogin">,
  password: string,
  dependencies: Dependencies,
) {
  const { clock, directory, logins } = dependencies;
  const now = clock.now();
  const from = await source();
  const tried = { identifierKey: holder.identifierKey, password, network: from.network, now };
  const [login, account, sends, proved] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendsLately(holder.sub, dependencies, now),
    provePassword(tried, dependencies),
  ]);
  const { settle } = proved;
  if (!isUnderWay(login, holder, now)) {
    await settle();
    throw refusalOfLogin(login, holder, now);
  }
  const { secondFactor } = login;
  if (secondFactor === undefined) {
    await settle();
    throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "is due now" }] });
  }

  // What came before the password was of the methods that a recovery takes the place of.
  if (account !== undefined && enrolmentDue(account.subject, now) !== undefined) {
    await settle();
    throw new Problem("login_closed");
  }

  await assertPasswordStands(proved, { from: login.from, now }, dependencies);
  // Ensure there is an account: nobody proves a second factor without one.
  if (account === undefined) throw new Problem("login_closed");
  const right = { login, account, source: from, sends, now, secondFactor, epoch: proved.credential.epoch };
  const [view] = await Promise.all([concludeLastPassword(holder, right, dependencies), settle()]);
  return view;
}

interface BothRight extends Judged {
  readonly secondFactor: SecondFactorProof;
  readonly epoch: number;
}

async function concludeLastPassword(holder: Holder, right: BothRight, dependencies: Dependencies) {
  const { login, account, now, secondFactor, epoch } = right;
  const { config, log, logins } = dependencies;
  const { settings } = config;
  const password = { at: now };
  const next = { ...holder, generation: holder.generation + 1 };
  const judgement = await judgeSignIn(right, dependencies);
  if (judgement.level === "refuse") {
    return viewOf(await refuseSignIn(login, judgement, dependencies, now), { settings, now });
  }

  if (judgement.level !== "low" && isUnfitOnRisk(secondFactor.by, login, account, settings)) {
    const activities = [riskActivity("risk_asked", login, judgement, dependencies, now)];
    const [asked, state] = await Promise.all([
      logins.askAnew(login, password, epoch, activities),
      dependencies.sendingStates.read(now),
    ]);
    assertAccepted(asked, holder, now);
    const methods = offersFor(asked, account, settings, state).map(({ offer }) => offer);
    return viewOf(asked, { settings, now, methods, loginToken: await loginTokenOf(next, dependencies) });
  }

  const traces = passwordTraces(login, account, now, dependencies);
  const complete = await logins.completeByLastPassword(login, password, epoch, traces);
  assertAccepted(complete, holder, now);
  log.write("login_complete", { method: secondFactor.by });
  const { trustDays } = account.subject;
  return viewOf(complete, { settings, now, trustDays, loginToken: await loginTokenOf(next, dependencies) });
}
