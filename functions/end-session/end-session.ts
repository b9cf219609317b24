import type { Dependencies } from "../../shared/dependencies.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { cookieOf } from "../../shared/http/session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "sessions">;

/** Signs out. A session that is gone already is none the worse for it, and leaves nothing behind. */
export async function endSession({ session }: RequestOf<"endSession">, { clock, config, sessions }: Needs) {
  const { sub, sessionId } = session;
  const now = clock.now();
  const standing = await sessions.find(session);
  if (standing !== undefined && standing.expiresAt > now) {
    const { from } = standing;
    const ended = activityOf("session_ended", { sub, id: sessionId, at: now }, { from }, config.settings);
    await sessions.end(sub, [sessionId], ended);
  }
  return new Reply(undefined, { cookies: [cookieOf("", 0)] });
}
