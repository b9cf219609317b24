import type { Dependencies } from "../../shared/dependencies.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { isEarly } from "../../shared/domain/order.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersAtStart } from "../../shared/methods/early-offers.ts";
import { isHeldBy } from "../../shared/steps/hold-login.ts";
import { qrFor } from "../../shared/steps/qr-of-login.ts";
import { afterDecision, matchNumberFor } from "../../shared/steps/waiting-login.ts";

type Needs = Pick<
  Dependencies,
  "clock" | "config" | "directory" | "log" | "logins" | "polls" | "roots" | "sendingStates"
>;

/**
 * Reads a login. One round trip while a challenge waits, since the login then holds what it offers; a second one
 * before that, for the account. After another device has decided, the next token comes with it.
 */
export async function getLogin({ browser, holder }: RequestOf<"getLogin">, needs: Needs) {
  const { clock, config, directory, logins, roots, sendingStates } = needs;
  const { settings } = config;
  const now = clock.now();
  assertPace(holder.loginId, needs, now);
  const login = await logins.find(holder.loginId);
  if (login === undefined) throw new Problem("login_expired");
  const moved = isHeldBy(login, holder) ? {} : await afterDecision(login, holder, browser, needs, now);
  const matchNumber = await matchNumberFor(login, browser, needs);
  const qr = await qrFor(login, browser, now, needs);
  const shown = { settings, now, matchNumber, qr, ...moved };
  const isTold = login.password !== undefined || isEarly(login, settings);
  if (login.methods !== undefined || !isTold) return viewOf(login, shown);

  const [account, state, root] = await Promise.all([
    directory.findAccount(holder.sub),
    sendingStates.read(now),
    roots.challenge.current(),
  ]);
  const methods = offersAtStart(login, account, { decoyKey: root.derive("decoy"), settings, state });
  return viewOf(login, { ...shown, methods, trustDays: account?.subject.trustDays });
}

/** @throws Problem `slow_down`, before anything is read. */
function assertPace(loginId: string, { log, polls }: Needs, now: Instant): void {
  const tooEarlyBy = polls.note(loginId, now);
  if (tooEarlyBy === undefined) return;
  log.write("throttle_refused", { scope: "polls" });
  throw new Problem("slow_down", { retryAfter: toSeconds(tooEarlyBy) });
}
