import type { Dependencies } from "../../shared/dependencies.ts";
import { ownNotice } from "../../shared/domain/notice.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { exportOf } from "../../shared/steps/export-of.ts";
import { assertSteppedUp, holdSession, ownActivity } from "../../shared/steps/hold-session.ts";
import { idOf } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "activities" | "clock" | "config" | "directory" | "outbox" | "random" | "sessions">;

/** Hands its owner everything that is kept of an account, after a fresh second factor; it is kept and told before. */
export async function exportOwn({ body, session }: RequestOf<"exportOwn">, needs: Needs) {
  const held = await holdSession(session, needs);
  assertSteppedUp(held, "export_data");
  const { account, now } = held;
  const { sub } = account.subject;
  const id = idOf(needs.random);
  const exported = ownActivity("account_exported", held, needs, { id });
  await needs.outbox.add(ownNotice("account_exported", { sub, id, at: now, from: held.session.from }), [exported]);
  return exportOf(account, { before: body.before, settings: needs.config.settings, now }, needs);
}
