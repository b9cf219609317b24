import type { Dependencies } from "../../shared/dependencies.ts";
import { personOf } from "../../shared/domain/principal.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { adminViewOf, isId, operate } from "../../shared/steps/operate.ts";
import { resetOf } from "../../shared/steps/reset.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** Carries out a reset that somebody else asked for, once, while it waits. */
export async function confirmReset({ params, principal }: RequestOf<"confirmReset">, needs: Needs) {
  const { administration, config } = needs;
  const { sub, resetId } = params;
  const waiting = isId(sub) && isId(resetId) ? await administration.findReset(sub, resetId) : undefined;
  if (waiting === undefined) throw new Problem("not_found", { detail: "there is no such reset" });
  if (personOf({ arn: waiting.askedBy }) === personOf(principal)) {
    throw new Problem("forbidden", { detail: "somebody else has to confirm it" });
  }
  const { scope, reason } = waiting;
  const account = await operate(
    sub,
    (found, now) => {
      const change = resetOf(found, scope, { principal, reason }, now, needs);
      // What it was about may have gone since, by this very reset confirmed at the same time too.
      if (change === undefined) throw new Problem("not_found", { detail: "nothing is left to reset" });
      return { ...change, confirms: { resetId, at: now } };
    },
    needs,
  );
  return { status: "done" as const, account: adminViewOf(account, config.settings, needs.clock.now()) };
}
