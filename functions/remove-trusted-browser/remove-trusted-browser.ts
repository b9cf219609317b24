import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";
import { browserActivity, ownBrowser } from "../../shared/steps/trusted-browser-view.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "random" | "sessions" | "trustedBrowsers">;

/** Trusts a browser no more: at its next login the second step is back. Nobody has to prove anything for that. */
export async function removeTrustedBrowser(
  { params, session }: RequestOf<"removeTrustedBrowser">,
  needs: Needs,
): Promise<undefined> {
  const held = await holdSession(session, needs);
  const { browserId } = ownBrowser(held, params.browserId, needs);
  await needs.trustedBrowsers.remove(session.sub, browserId, browserActivity("browser_removed", held, needs));
}
