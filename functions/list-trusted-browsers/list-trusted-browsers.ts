import type { Dependencies } from "../../shared/dependencies.ts";
import { isTrusted } from "../../shared/domain/trusted-browser.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";
import { browserViewOf } from "../../shared/steps/trusted-browser-view.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** The browsers that are trusted now, the last used first. */
export async function listTrustedBrowsers({ session, trust }: RequestOf<"listTrustedBrowsers">, needs: Needs) {
  const { settings } = needs.config;
  const { account, now } = await holdSession(session, needs);
  const trusted = account.browsers.filter((browser) => isTrusted(browser, account.subject, settings, now));
  const sorted = trusted.sort((one, other) => other.lastUsedAt - one.lastUsedAt);
  return { browsers: sorted.map((browser) => browserViewOf(browser, account.subject, trust, settings)) };
}
