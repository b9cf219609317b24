import { loginActivity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import { exemptionFor } from "../domain/exemption.ts";
import type { Login } from "../domain/login.ts";
import { enrolmentDue } from "../domain/recovery.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import type { WholeAccount } from "../domain/trusted-browser.ts";
import { asksApp, offersFor, offersOf } from "../methods/index.ts";
import { passwordTraces } from "./hold-login.ts";
import { type Judged, judgeSignIn } from "./judge-sign-in.ts";
import { refuseSignIn, riskActivity } from "./refuse-sign-in.ts";
import { type Concluded, type Presented, skipSecondStep } from "./skip-second-step.ts";

type Needs = Parameters<typeof judgeSignIn>[1] & Parameters<typeof skipSecondStep>[3];

/** A right password, and all that decides what is still due. */
export interface RightPassword extends Judged {
  readonly presented: Presented | undefined;
}

/**
 * What a right password leads to, by how risky the sign-in is and what the account has set: the end, the second step,
 * or a refusal. One write more where it ends, is refused, or asks for a second step that would not be asked without the risk.
 */
export async function concludePassword(right: RightPassword, needs: Needs): Promise<Concluded> {
  const { login, account, presented, now } = right;
  const judgement = await judgeSignIn(right, needs);
  if (judgement.level === "refuse") {
    // A copy of a browser's secret is found out here too.
    const [refused, { cookies }] = await Promise.all([
      refuseSignIn(login, judgement, needs, now),
      skipSecondStep(login, account, withoutTrust(presented), needs, now),
    ]);
    return { login: refused, cookies };
  }

  // After a recovery a new method is set up first: neither trust, nor an exemption, nor what was registered stands in.
  const recovery = login.purpose === "sign_in" ? enrolmentDue(account.subject, now) : undefined;
  if (recovery !== undefined) {
    const demanded = await needs.logins.demandEnrolment(login, recovery.recoveryId, now);
    return { login: "refused" in demanded ? (demanded.login ?? login) : demanded, cookies: [] };
  }

  const isHigh = judgement.level === "high";
  if (!account.subject.secondFactor && (judgement.level === "low" || !hasMethod(account, needs))) {
    return { login: await complete(login, account, needs, now), cookies: [] };
  }
  if (account.subject.secondFactor) {
    const exempted = isHigh ? undefined : await exempt(login, account, needs, now);
    if (exempted !== undefined) return { login: exempted, cookies: [] };
    const isNarrowed = judgement.level !== "low" && needsCode(account, needs);
    if (!isNarrowed && (!isHigh || presented === undefined))
      return skipSecondStep(login, account, presented, needs, now);
  }

  const asked = withoutUnfitChallenge({ ...login, reason: "risk" }, account, needs);
  const skipped = await skipSecondStep(asked, account, isHigh ? withoutTrust(presented) : presented, needs, now);
  if (skipped.login.state === "complete") return skipped;
  const outcome = await needs.logins.askForRisk(asked, [riskActivity("risk_asked", asked, judgement, needs, now)], now);
  return { ...skipped, login: "refused" in outcome ? (outcome.login ?? asked) : outcome };
}

/**
 * What was asked before the password, of nobody or of an app that risk now takes out, is asked no more: neither is it
 * waited for, nor does an approval of it count.
 */
function withoutUnfitChallenge(login: Login, account: WholeAccount, { config }: Needs): Login {
  const { challenge, ...bare } = login;
  const offers = offersFor(login, account, config.settings, everythingOpen);
  return offers.some(({ offer }) => offer.methodId === challenge?.methodId) ? login : bare;
}

/** The browser's secret has moved on all the same. */
const withoutTrust = (presented: Presented | undefined): Presented | undefined =>
  presented && { ...presented, standsIn: false };

/** Where an app would be asked, and on risk is not to be. */
const needsCode = (account: WholeAccount, { config }: Needs): boolean =>
  config.settings.approvals.codesOnRisk &&
  offersOf(account, config.settings, everythingOpen).some(({ method }) => asksApp(method));

/** Somebody with nothing registered cannot be asked for anything. */
const hasMethod = (account: WholeAccount, { config }: Needs): boolean =>
  offersOf(account, config.settings, everythingOpen).length > 0;

async function complete(login: Login, account: WholeAccount, needs: Needs, now: Instant): Promise<Login> {
  const outcome = await needs.logins.completeByPassword(login, passwordTraces(login, account, now, needs), now);
  if ("refused" in outcome) return outcome.login ?? login;
  needs.log.write("login_complete", { method: "password" });
  return outcome;
}

/** @returns the completed login where an exemption holds; it is kept with its reason. */
async function exempt(login: Login, account: WholeAccount, needs: Needs, now: Instant): Promise<Login | undefined> {
  if (login.purpose !== "sign_in") return undefined;
  const { amr = [], isAutomatic = false } = login.delegated ?? {};
  const factor = { clientId: login.clientId, amr, isAutomatic };
  const exemption = exemptionFor(factor, needs.config.settings, now);
  if (exemption === undefined) return undefined;
  const { notices, activities } = passwordTraces(login, account, now, needs);
  const { rule, owner, reason } = exemption;
  const skipped = loginActivity(
    "second_step_exempted",
    login,
    now,
    { by: "service", reason: `${rule}: ${reason} (${owner})` },
    needs.config.settings,
  );
  const exempted: Login = { ...login, exempted: rule };
  const outcome = await needs.logins.completeByPassword(
    exempted,
    { notices, activities: [...activities, skipped] },
    now,
  );
  if ("refused" in outcome) return outcome.login ?? login;
  needs.log.write("login_complete", { method: "exemption" });
  return outcome;
}
