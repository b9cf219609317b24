import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";
import { browserActivity } from "../../shared/steps/trusted-browser-view.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "random" | "sessions" | "trustedBrowsers">;

/** Trusts no browser any more, nor one that is being trusted at this moment. */
export async function removeTrustedBrowsers(
  { session }: RequestOf<"removeTrustedBrowsers">,
  needs: Needs,
): Promise<undefined> {
  const held = await holdSession(session, needs);
  await needs.trustedBrowsers.removeAll(session.sub, browserActivity("browsers_removed", held, needs));
}
