import type { Dependencies } from "../../shared/dependencies.ts";
import { hintOf } from "../../shared/domain/activity.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "authenticators" | "clock" | "config" | "directory" | "random" | "sessions">;

/** Names an authenticator. Text as the person wrote it: whoever shows it escapes it. */
export async function renameAuthenticator({ body, params, session }: RequestOf<"renameAuthenticator">, needs: Needs) {
  const held = await holdSession(session, needs);
  const { account } = held;
  const { authenticatorId } = params;
  const own = account.authenticators.find((one) => one.authenticatorId === authenticatorId);
  if (own === undefined || !isListed(own)) throw new Problem("not_found");
  const id = Buffer.from(needs.random.bytes(16)).toString("base64url");
  const renamed = ownActivity("method_renamed", held, needs, { id, ...hintOf(own) });
  const named = { ...own, name: body.name };
  if (!(await needs.authenticators.rename(session.sub, authenticatorId, body.name, renamed))) {
    throw new Problem("not_found");
  }
  const others = account.authenticators.map((one) => (one.authenticatorId === authenticatorId ? named : one));
  return authenticatorViewOf(named, { ...account, authenticators: others }, needs.config.settings);
}
