import type { Dependencies } from "../../shared/dependencies.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertAccepted } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "logins">;

/** Ends a login that is under way; whatever was sent for it is void. A second call finds it ended. */
export async function cancelLogin({ holder, device }: RequestOf<"cancelLogin">, needs: Needs): Promise<undefined> {
  const { clock, config, logins } = needs;
  const now = clock.now();
  const occasion = { sub: holder.sub, id: holder.loginId, at: now };
  const cancelled = activityOf("login_cancelled", occasion, { from: await device() }, config.settings);
  // Before the password was right it is nobody's but the stranger's who began it.
  const refused = await logins.cancel(holder, holder.generation === 0 ? [] : [cancelled], now);
  if (refused === undefined) return;
  const wasCancelled = refused.login?.state === "cancelled" && refused.login.generation === holder.generation;
  if (!wasCancelled) assertAccepted(refused, holder, now);
}
