import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isSignedIn } from "../../shared/domain/session.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "random" | "sessions">;

/** Ends every session of the account but this one, at once. */
export async function endOtherSessions({ session }: RequestOf<"endOtherSessions">, needs: Needs): Promise<undefined> {
  const { sub } = session;
  const [held, all] = await Promise.all([holdSession(session, needs), needs.sessions.list(sub)]);
  const ending = all
    .filter((one) => isSignedIn(one, held.account.subject.epoch, held.limits, held.now))
    .flatMap(({ sessionId }) => (sessionId === session.sessionId ? [] : [sessionId]));
  if (ending.length === 0) return;
  const id = Buffer.from(needs.random.bytes(16)).toString("base64url");
  const ended = ownActivity("sessions_ended", held, needs, { id, count: ending.length });
  if (!(await needs.sessions.end(sub, ending, ended))) throw new Problem("changed_meanwhile");
}
