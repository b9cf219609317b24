import type { Dependencies } from "../../shared/dependencies.ts";
import { mayHold } from "../../shared/domain/browser.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { acceptedTraces } from "../../shared/steps/decide-login.ts";
import { assertOpen } from "../../shared/steps/hold-link.ts";
import { assertUnderWay, holderOf, loginTokenOf } from "../../shared/steps/hold-login.ts";
import { assertContinues, type Going } from "./continue-here.ts";

interface GoingInto extends Going {
  /** The login that was begun here, with identifier and password. */
  readonly into: { readonly loginId: string; readonly loginToken: string };
}

/**
 * The URL was opened in another browser, or when its login was over: the login that the person has begun here goes on
 * in its place. Password and URL come together on one device, and the login that asked for the URL, whoever began it,
 * ends. Two round trips: both logins; then one transaction on both.
 */
export async function continueInto({ link, browser, now, into }: GoingInto, dependencies: Dependencies) {
  const { config, log, logins, roots } = dependencies;
  const holder = await holderOf(into, roots.challenge);
  const [found, own] = await Promise.all([logins.find(link.loginId), logins.find(holder.loginId)]);
  // Ensure that the caller holds a login that waits for its second factor, in the browser that began it.
  assertUnderWay(own, holder, now);
  if (own.password === undefined || !mayHold(own, browser)) throw new Problem("unauthenticated");
  const { login, challenge } = assertOpen(link, found, now);
  assertContinues(challenge);
  // Ensure that the URL was sent to the same account, since its password was last changed, for a sign-in as this is.
  const isSame = login.sub === own.sub && login.purpose === own.purpose;
  if (!isSame) throw new Problem("forbidden", { detail: "this one-time URL is not of this account" });
  if (login.epoch !== own.epoch) throw new Problem("login_closed");

  const traces = acceptedTraces(own, challenge, config.settings, now);
  const next = await logins.continueInto({ from: login, challenge, into: own, ...traces }, now);
  if ("refused" in next) {
    assertUnderWay(next.login, holder, now);
    throw new Problem("link_used");
  }
  log.write("login_complete", { method: challenge.type });
  const loginToken = await loginTokenOf({ ...holder, generation: next.generation }, dependencies);
  return viewOf(next, { settings: config.settings, now, loginToken });
}
