import type { Dependencies } from "../../shared/dependencies.ts";
import { isIssuable } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { ticketFor } from "../../shared/steps/delegate.ts";
import { assertAccepted, isHeldBy, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { confirmBrowser, rememberSignIn } from "../../shared/steps/settle-sign-in.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "habits" | "logins" | "roots" | "trustedBrowsers">;

/**
 * Where the browser goes with a completed login that a backend has begun, and the code by which that backend takes the
 * result. Two round trips: the login and the subject; then the mark, from which the code counts, and this call repeats.
 */
export async function returnLogin({ holder, source }: RequestOf<"returnLogin">, needs: Needs) {
  const { clock, directory, habits, logins } = needs;
  const now = clock.now();
  const [login, subject, known] = await Promise.all([
    logins.find(holder.loginId),
    directory.findSubject(holder.sub),
    habits.find(holder.sub),
  ]);
  // Ensure the login is complete, and the holder is the one who completed it.
  if (!isHeldBy(login, holder) || !isIssuable(login, now)) throw refusalOfLogin(login, holder, now);
  // Ensure that there is a backend to go back to.
  if (login.delegated === undefined) throw new Problem("forbidden", { detail: "no backend has begun it" });
  // Ensure that no password change, reset or recovery came between.
  if (subject === undefined || isVoid(login, subject, now)) throw new Problem("login_closed");

  const [issued, code] = await Promise.all([
    logins.issue(holder, now),
    ticketFor("result-code", holder, needs),
    confirmBrowser(login, needs),
    rememberSignIn(login, known, (await source()).network, needs, now),
  ]);
  assertAccepted(issued, holder, now);
  return { location: locationOf(login.delegated, code) };
}

/** The return URL to the letter, and behind it what is ours: the settings keep both names free. */
function locationOf(
  { returnUrl, state }: { readonly returnUrl: string; readonly state?: string | undefined },
  code: string,
): string {
  const added = new URLSearchParams({ code, ...(state === undefined ? {} : { state }) });
  return `${returnUrl}${returnUrl.includes("?") ? "&" : "?"}${added}`;
}
