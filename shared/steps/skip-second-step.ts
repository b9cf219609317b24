import type { OperationName } from "../contract/routes.ts";
import type { Dependencies } from "../dependencies.ts";
import { loginActivity, type Traces } from "../domain/activity.ts";
import { type Instant, toSeconds } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import { ownNotice } from "../domain/notice.ts";
import { namedByTrustToken, openTrustToken, type TrustToken, trustTokenOf } from "../domain/trust-token.ts";
import { isTrusted, standingOf, type TrustedBrowser, trustEnd, type WholeAccount } from "../domain/trusted-browser.ts";
import { type TrustCookies, trustCookieOf } from "../http/trust-cookie.ts";
import type { Used } from "../ports/trusted-browsers.ts";
import type { Settings } from "../settings.ts";
import { passwordTraces } from "./hold-login.ts";
import { trustKeyOf } from "./trust-browser.ts";

type Needs = Pick<Dependencies, "config" | "log" | "logins" | "random" | "roots" | "trustedBrowsers">;

/** A trusted browser's cookie of this subject, genuine, and what the table says to it. */
export interface Presented {
  readonly used: Used;
  /** Whether it may stand in for the second step, if it is trusted: not where the risk is high. */
  readonly standsIn: boolean;
  readonly digest: string;
  readonly next: TrustToken;
}

/**
 * Presents the browser that calls: one write, beside the others of the step. Only where the password of a sign-in is
 * right, so that nobody learns or disturbs anything by a cookie alone.
 */
export async function presentBrowser(
  trust: TrustCookies,
  { sub, epoch, from, purpose, password }: Login,
  { random, roots, trustedBrowsers }: Needs,
  now: Instant,
): Promise<Presented | undefined> {
  const token = trust.of(sub);
  const named = token === undefined ? undefined : namedByTrustToken(token);
  if (token === undefined || named === undefined || password === undefined || purpose !== "sign_in") return undefined;
  const [root, current] = await Promise.all([roots.challenge.find(named.keyId), roots.challenge.current()]);
  const presented = root && openTrustToken(trustKeyOf(root).key, sub, token);
  if (presented === undefined) return undefined;
  const nonce = Buffer.from(random.bytes(16)).toString("base64url");
  const next = trustTokenOf(trustKeyOf(current), sub, presented.browserId, nonce);
  return {
    standsIn: true,
    used: await trustedBrowsers.use({ sub, presented, next, epoch, from }, now),
    digest: presented.digest,
    next,
  };
}

/**
 * Whether a browser presents itself as one that this account trusts: a look that changes nothing, for where a password
 * alone is taken only then. Whether its secret is a copy is found out when it is used.
 */
export async function isPresented(
  trust: TrustCookies,
  { subject, browsers }: WholeAccount,
  { config, roots }: Pick<Needs, "config" | "roots">,
  now: Instant,
): Promise<boolean> {
  const token = trust.of(subject.sub) ?? "";
  const named = namedByTrustToken(token);
  const root = named && (await roots.challenge.find(named.keyId));
  const presented = root && openTrustToken(trustKeyOf(root).key, subject.sub, token);
  return browsers.some(
    (one) => one.browserId === presented?.browserId && isTrusted(one, subject, config.settings, now),
  );
}

/** The login as it stands after that, and the cookies that go with the answer. */
export interface Concluded {
  readonly login: Login;
  readonly cookies: readonly string[];
}

/**
 * Completes a login by the trusted browser that was presented. Where it is none any more, the login goes on to its
 * second step; where it is a copy, the browser is trusted no more and the owner is told.
 */
export async function skipSecondStep(
  login: Login,
  account: WholeAccount,
  presented: Presented | undefined,
  needs: Needs & { readonly operation: OperationName },
  now: Instant,
): Promise<Concluded> {
  if (presented === undefined) return { login, cookies: [] };
  const { settings } = needs.config;
  const { used, digest } = presented;
  const { browser } = used;
  const gone = { login, cookies: [trustCookieOf(login.sub, "", 0)] };
  if (browser === undefined || !isTrusted(browser, account.subject, settings, now)) return gone;
  // A password change came between: this login ends nowhere.
  if (login.epoch !== account.subject.epoch) return { login, cookies: [] };
  if (!used.isRotated && standingOf(browser, { browserId: browser.browserId, digest }, now) === "copied") {
    needs.log.write("browser_copied", { operation: needs.operation });
    const traces: Traces = {
      notices: [ownNotice("browser_copied", { sub: login.sub, id: browser.browserId, at: now, from: login.from })],
      activities: [loginActivity("browser_copied", login, now, { by: "service" }, settings)],
    };
    await needs.trustedBrowsers.markStolen(browser, traces, now);
    return gone;
  }

  if (!presented.standsIn) {
    const kept = await tokenOf(browser, presented, needs);
    return { login, cookies: kept === undefined ? [] : [cookieFor(kept, browser, account, settings, now)] };
  }

  const trusted = { browserId: browser.browserId, digest: browser.newest };
  const [outcome, token] = await Promise.all([
    needs.logins.completeByPassword({ ...login, trusted }, passwordTraces(login, account, now, needs), now),
    tokenOf(browser, presented, needs),
  ]);
  const cookies = token === undefined ? [] : [cookieFor(token, browser, account, settings, now)];
  // The same call again, after its answer was lost, finds the login as it left it.
  if ("refused" in outcome) return { login: outcome.login ?? login, cookies };
  needs.log.write("login_complete", { method: "trusted_browser" });
  return { login: outcome, cookies };
}

const cookieFor = (
  token: string,
  browser: TrustedBrowser,
  { subject }: WholeAccount,
  settings: Settings,
  now: Instant,
): string => trustCookieOf(subject.sub, token, toSeconds(trustEnd(browser, subject, settings) - now));

/** The secret that the browser is to hold from now on; nothing where it holds it already. */
async function tokenOf(
  { sub, browserId, basis, isSeen }: TrustedBrowser,
  { used, next }: Presented,
  { roots }: Needs,
): Promise<string | undefined> {
  if (used.isRotated) return next.token;
  if (isSeen) return undefined;
  const root = await roots.challenge.find(basis.keyId);
  return root && trustTokenOf(trustKeyOf(root), sub, browserId, basis.nonce).token;
}
