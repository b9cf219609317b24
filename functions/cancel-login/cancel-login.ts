import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { assertAccepted } from "../../shared/steps/hold-login.ts";

type Needs = Pick<Dependencies, "clock" | "logins">;

/** Ends a login that is under way; whatever was sent for it is void. A second call finds it ended. */
export async function cancelLogin({ holder }: RequestOf<"cancelLogin">, { clock, logins }: Needs): Promise<undefined> {
  const now = clock.now();
  const outcome = await logins.cancel(holder, now);
  const wasCancelled =
    "refused" in outcome && outcome.login?.state === "cancelled" && outcome.login.generation === holder.generation;
  if (!wasCancelled) assertAccepted(outcome, holder, now);
}
