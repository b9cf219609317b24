import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "authenticators" | "clock" | "config" | "directory" | "sessions">;

/** Names an authenticator. Text as the person wrote it: whoever shows it escapes it. */
export async function renameAuthenticator({ body, params, session }: RequestOf<"renameAuthenticator">, needs: Needs) {
  const { account } = await holdSession(session, needs);
  const { authenticatorId } = params;
  const isOwn = account.authenticators.some((one) => one.authenticatorId === authenticatorId && isListed(one));
  const named = isOwn ? await needs.authenticators.rename(session.sub, authenticatorId, body.name) : undefined;
  if (named === undefined || !isListed(named)) throw new Problem("not_found");
  const others = account.authenticators.map((one) => (one.authenticatorId === authenticatorId ? named : one));
  return authenticatorViewOf(named, { ...account, authenticators: others }, needs.config.settings);
}
