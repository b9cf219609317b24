import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { cookieOf } from "../../shared/http/session.ts";
import { disavowAccount } from "../../shared/steps/disavow.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "habits" | "sessions">;

/** "Not me", by somebody signed in: this session ends with the others, since nobody knows whose it is. */
export async function disavowOwn({ session }: RequestOf<"disavowOwn">, needs: Needs) {
  const held = await holdSession(session, needs);
  if (!(await disavowAccount(held.account, held.session.from, needs))) throw new Problem("unauthenticated");
  return new Reply(undefined, { cookies: [cookieOf("", 0)] });
}
