import type { Dependencies } from "../../shared/dependencies.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { cookieOf } from "../../shared/http/session.ts";

/** Signs out. A session that is gone already is none the worse for it. */
export async function endSession({ session }: RequestOf<"endSession">, { sessions }: Pick<Dependencies, "sessions">) {
  await sessions.end(session);
  return new Reply(undefined, { cookies: [cookieOf("", 0)] });
}
