import type { Dependencies } from "../../shared/dependencies.ts";
import { type Login, liveChallenge, statusOf } from "../../shared/domain/login.ts";
import type { Session } from "../../shared/domain/session.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { factsOf } from "../../shared/steps/approval-facts.ts";
import { holdAnySession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "sessions">;

/**
 * What the account's apps were asked and may still answer. Two round trips: the session, the account and which logins
 * asked; then those. An app sees what it was asked itself, a page everything.
 */
export async function listApprovals({ session }: RequestOf<"listApprovals">, needs: Needs) {
  const { clock, logins } = needs;
  const [held, asked] = await Promise.all([holdAnySession(session, needs), logins.findAsked(session.sub, clock.now())]);
  const found = await Promise.all(asked.map((loginId) => logins.find(loginId)));
  const waiting = found
    .filter((login) => login !== undefined)
    .flatMap((login) => waitingOf(login, held.session, held.now))
    .sort((one, other) => other.login.createdAt - one.login.createdAt);
  return {
    approvals: waiting.map(({ login, challenge }) => ({ loginId: login.loginId, ...factsOf(login, challenge) })),
  };
}

function waitingOf(login: Login, { app, sub }: Session, now: number) {
  const challenge = liveChallenge(login, now);
  const isOpen = statusOf(login, now) === "pending" && login.decision === undefined && login.sub === sub;
  if (!isOpen || challenge?.type !== "app" || challenge.isUnasked) return [];
  return app === undefined || app === challenge.authenticatorId ? [{ login, challenge }] : [];
}
