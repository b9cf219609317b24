import type { Dependencies } from "../../shared/dependencies.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import { browserDigest, browserSecretOf } from "../../shared/domain/browser.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { browserCookieOf } from "../../shared/http/browser.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersFor } from "../../shared/methods/index.ts";
import { concludePassword } from "../../shared/steps/conclude-password.ts";
import { readTicket, ticketLife } from "../../shared/steps/delegate.ts";
import { assertAccepted, isHeldBy, loginTokenOf, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { sendsLately } from "../../shared/steps/judge-sign-in.ts";
import { presentBrowser } from "../../shared/steps/skip-second-step.ts";

type Request = RequestOf<"claimLogin">;

/**
 * Takes up a login that a backend has begun: from here on this browser holds it, and what a right password leads to
 * follows, by where the browser is and what it is. Two round trips: the login and the account; the claim, which one call
 * wins. A third where the login ends with it, or risk asks for more.
 */
export async function claimLogin(request: Request, dependencies: Dependencies) {
  const { clock, config, directory, logins, roots, sendingStates } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const holder = await readTicket("login-ticket", request.body.ticket, dependencies);
  if (holder === undefined) throw new Problem("unauthenticated");
  const [begun, account, state, sends, source, from] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendingStates.read(now),
    sendsLately(holder.sub, dependencies, now),
    request.source(),
    request.device(),
  ]);
  assertClaimable(begun, holder, now);
  // Ensure that no password change, lock or reset came between.
  if (account === undefined || account.subject.epoch !== begun.epoch) throw new Problem("login_closed");

  const root = await roots.challenge.current();
  const secret =
    request.browser.page === "own"
      ? (request.browser.secret ?? browserSecretOf(root.derive("browser"), begun.loginId))
      : undefined;
  // What the backend said of the browser counts no more, now that the browser itself is here.
  const here: Login = { ...begun, from, ...(secret === undefined ? {} : { browser: browserDigest(secret) }) };
  const facts = { reason: begun.clientId ?? "" };
  const [claimed, presented] = await Promise.all([
    logins.claimDelegated(here, [loginActivity("login_claimed", here, now, facts, settings)], now),
    presentBrowser(request.trust, here, dependencies, now),
  ]);
  assertAccepted(claimed, holder, now);

  const { login, cookies } = await concludePassword(
    { login: claimed, account, presented, source, sends, now },
    { ...dependencies, operation: "claimLogin" },
  );
  const next = { ...holder, generation: claimed.generation };
  const view = viewOf(login, {
    settings,
    now,
    methods: offersFor(login, account, settings, state).map(({ offer }) => offer),
    trustDays: account.subject.trustDays,
    loginToken: await loginTokenOf(next, dependencies),
  });
  return new Reply(view, { cookies: [...(secret === undefined ? [] : [browserCookieOf(secret)]), ...cookies] });
}

/** @throws Problem `unauthenticated` for a ticket that was used, `login_expired` for one that is too old. */
function assertClaimable(login: Login | undefined, holder: Holder, now: Instant): asserts login is Login {
  if (!isHeldBy(login, holder) || login.delegated === undefined || login.state !== "pending") {
    throw refusalOfLogin(login, holder, now);
  }
  if (login.createdAt + ticketLife <= now) throw new Problem("login_expired");
}
