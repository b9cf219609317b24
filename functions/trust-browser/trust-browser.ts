import type { Dependencies } from "../../shared/dependencies.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import { trustDaysOf } from "../../shared/domain/trust-days.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { isHeldBy, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { assertTrustName, planTrust } from "../../shared/steps/trust-browser.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "log" | "logins" | "random" | "roots">;

/**
 * Trusts the browser of a login after its end: whichever device proved the second factor, it is the one that began the
 * login, as its token shows. Two round trips: the login and the account; then all of it in one write.
 */
export async function trustBrowser({ body, holder, trust }: RequestOf<"trustBrowser">, needs: Needs) {
  const { clock, config, directory, log, logins } = needs;
  const { settings } = config;
  const now = clock.now();
  assertTrustName(body, settings);
  const [login, account] = await Promise.all([logins.find(holder.loginId), directory.findAccount(holder.sub)]);
  // Ensure the login is complete by a second factor, and the holder is the one who completed it.
  if (
    !isHeldBy(login, holder) ||
    login.expiresAt <= now ||
    login.state !== "complete" ||
    login.secondFactor === undefined
  ) {
    throw refusalOfLogin(login, holder, now);
  }
  // Ensure that no password change, reset or recovery came between.
  if (account === undefined || isVoid(login, account.subject, now)) throw new Problem("login_closed");
  const { trustDays } = account.subject;
  if (trustDaysOf(trustDays, settings) === 0) {
    throw new Problem("forbidden", { detail: "the account trusts no browsers, or the service does not" });
  }

  const planned = await planTrust(body, login, { account, trust, now }, needs);
  // Once a login: its answer that was lost is not given again, since whoever has it is trusted.
  if (planned === undefined || !(await logins.trust(holder, planned.added, planned.traces, now))) {
    throw new Problem("login_closed");
  }
  log.write("browser_trusted", { method: login.secondFactor.by });
  const view = viewOf({ ...login, registered: planned.added.browser.browserId }, { settings, now, trustDays });
  return new Reply(view, { cookies: planned.cookies });
}
