import type { Dependencies } from "../../shared/dependencies.ts";
import { type Browser, isBeganBy } from "../../shared/domain/browser.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { canonicalIdentifier, identifierKeyOf } from "../../shared/domain/identifier.ts";
import { modeOf } from "../../shared/domain/link.ts";
import type { LinkName } from "../../shared/domain/link-token.ts";
import { type Challenge, statusOf } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { acceptedTraces } from "../../shared/steps/decide-login.ts";
import { assertOpen } from "../../shared/steps/hold-link.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";

export interface Going {
  readonly link: LinkName;
  readonly browser: Browser;
  readonly now: Instant;
}

/**
 * The login goes on in the tab that opened its URL. Two round trips: the login; then the one write that completes it,
 * and the subject. The tab before it is told so, and its token is dead.
 *
 * @throws Problem `forbidden` in any browser but the one that began it: a mail scanner that presses buttons has no
 * cookie of it, and uses nothing up.
 */
export async function continueHere({ link, browser, now }: Going, dependencies: Dependencies) {
  const { config, directory, log, logins } = dependencies;
  const { login, challenge } = assertOpen(link, await logins.find(link.loginId), now);
  assertContinues(challenge);
  if (!isBeganBy(login, browser)) throw new Problem("forbidden", { detail: "the login began in another browser" });
  if (statusOf(login, now) !== "pending") throw new Problem("login_expired");

  const traces = acceptedTraces(login, challenge, config.settings, now);
  const decided = { login, challenge, outcome: "continued", isCharged: false, within: [], ...traces } as const;
  const [next, subject] = await Promise.all([logins.decide(decided, now), directory.findSubject(login.sub)]);
  if (subject === undefined || "fullUntil" in next) throw new Problem("login_closed");
  if ("refused" in next) {
    assertOpen(link, next.login, now);
    throw new Problem("login_closed");
  }
  log.write("login_complete", { method: challenge.type });
  const identifierKey = identifierKeyOf(canonicalIdentifier(subject.identifier));
  const { loginId, sub, generation } = next;
  const loginToken = await loginTokenOf({ loginId, sub, identifierKey, generation }, dependencies);
  return viewOf(next, { settings: config.settings, now, loginToken });
}

/** @throws Problem `forbidden` for a URL by which another device decides: nobody goes on by it. */
export function assertContinues(challenge: Challenge): void {
  if (modeOf(challenge) !== "continue") throw new Problem("forbidden", { detail: "this one-time URL only decides" });
}
