import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";
import { browserActivity, browserViewOf, ownBrowser } from "../../shared/steps/trusted-browser-view.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "random" | "sessions" | "trustedBrowsers">;

/** Names a trusted browser. */
export async function renameTrustedBrowser(request: RequestOf<"renameTrustedBrowser">, needs: Needs) {
  const { body, params, session, trust } = request;
  const held = await holdSession(session, needs);
  const browser = ownBrowser(held, params.browserId, needs);
  const renamed = browserActivity("browser_renamed", held, needs);
  const isThere = await needs.trustedBrowsers.rename(session.sub, browser.browserId, body.name, renamed);
  // Removed at the same moment.
  if (!isThere) throw new Problem("not_found");
  return browserViewOf({ ...browser, name: body.name }, held.account.subject, trust, needs.config.settings);
}
