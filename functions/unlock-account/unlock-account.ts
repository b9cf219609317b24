import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { adminViewOf, operate, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** Lets the owner of a locked account sign in again; what the lock ended stays ended. */
export async function unlockAccount({ params, body, principal }: RequestOf<"unlockAccount">, needs: Needs) {
  const unlocked = await operate(
    params.sub,
    ({ subject }, now) =>
      subject.lockedAt === undefined
        ? undefined
        : {
            forgets: ["lockedAt"],
            ...operatorTraces("account_unlocked", subject, { principal, reason: body.reason }, now, needs),
          },
    needs,
  );
  return adminViewOf(unlocked, needs.config.settings, needs.clock.now());
}
