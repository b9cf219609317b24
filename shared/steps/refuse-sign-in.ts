import type { Dependencies } from "../dependencies.ts";
import { loginActivity } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import { ownNotice } from "../domain/notice.ts";
import type { Judgement } from "../domain/risk.ts";

type Needs = Pick<Dependencies, "config" | "logins">;

/** Whoever it is had the password: the owner is told, and nothing is asked any more. @returns the login as it then is. */
export async function refuseSignIn(login: Login, judgement: Judgement, needs: Needs, now: Instant): Promise<Login> {
  const { sub, loginId, from } = login;
  const traces = {
    notices: [ownNotice("sign_in_refused", { sub, id: loginId, at: now, from })],
    activities: [riskActivity("sign_in_refused", login, judgement, needs, now)],
  } as const;
  const outcome = await needs.logins.refuse(login, traces, now);
  return "refused" in outcome ? (outcome.login ?? login) : outcome;
}

/** What raised the score is kept for the operator. */
export const riskActivity = (
  kind: "risk_asked" | "sign_in_refused",
  login: Login,
  { score, reasons }: Judgement,
  { config }: Pick<Dependencies, "config">,
  now: Instant,
) => loginActivity(kind, login, now, { by: "service", reason: `${score}: ${reasons.join(", ")}` }, config.settings);
