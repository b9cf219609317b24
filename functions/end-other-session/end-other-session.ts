import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isSignedIn } from "../../shared/domain/session.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { holdSession, ownActivity } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "sessions">;

/** Ends one session of the account, at once. Another account's is not found. */
export async function endOtherSession(
  { params, session }: RequestOf<"endOtherSession">,
  needs: Needs,
): Promise<undefined> {
  const { sessionId } = params;
  const { sub } = session;
  const [held, ending] = await Promise.all([holdSession(session, needs), needs.sessions.find({ sub, sessionId })]);
  if (ending === undefined || !isSignedIn(ending, held.account.subject.epoch, held.limits, held.now)) {
    throw new Problem("not_found", { detail: "there is no such session" });
  }
  const ended = ownActivity("session_ended", held, needs, { id: sessionId });
  if (!(await needs.sessions.end(sub, [sessionId], ended))) throw new Problem("not_found");
}
