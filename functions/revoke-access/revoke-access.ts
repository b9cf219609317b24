import type { Dependencies } from "../../shared/dependencies.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { adminViewOf, operate, operatorTraces } from "../../shared/steps/operate.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;

/** Ends every session, every login under way and the trust in every browser: they are all bound to the epoch. */
export async function revokeAccess({ params, body, principal }: RequestOf<"revokeAccess">, needs: Needs) {
  const revoked = await operate(
    params.sub,
    ({ subject }, now) => ({
      endsAccess: true,
      ...operatorTraces("access_revoked", subject, { principal, reason: body.reason }, now, needs),
    }),
    needs,
  );
  return adminViewOf(revoked, needs.config.settings, needs.clock.now());
}
