import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { exportOf } from "../../shared/steps/export-of.ts";
import { isId, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "activities" | "clock" | "config" | "directory" | "outbox" | "random" | "sessions">;

/** Hands the operator everything that is kept of an account, for its owner; it is kept and told before. */
export async function exportAccount({ params, body, principal }: RequestOf<"exportAccount">, needs: Needs) {
  const account = isId(params.sub) ? await needs.directory.findAccount(params.sub) : undefined;
  if (account === undefined) throw new Problem("not_found", { detail: "there is no such account" });
  const now = needs.clock.now();
  const done = { principal, reason: body.reason };
  const traces = operatorTraces("account_exported", account.subject, done, now, needs);
  await needs.outbox.add(traces.notices[0], traces.activities);
  return exportOf(account, { before: body.before, settings: needs.config.settings, now }, needs);
}
