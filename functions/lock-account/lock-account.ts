import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { adminViewOf, operate, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** Locks an account: its password is refused as a wrong one, and whatever was signed in or under way ends. */
export async function lockAccount({ params, body, principal }: RequestOf<"lockAccount">, needs: Needs) {
  const locked = await operate(
    params.sub,
    ({ subject }, now) =>
      subject.lockedAt === undefined
        ? {
            subject: { lockedAt: now },
            endsAccess: true,
            ...operatorTraces("account_locked", subject, { principal, reason: body.reason }, now, needs),
          }
        : undefined,
    needs,
  );
  return adminViewOf(locked, needs.config.settings, needs.clock.now());
}
