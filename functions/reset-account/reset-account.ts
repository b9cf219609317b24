import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { resetPatience } from "../../shared/domain/reset.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountOf, adminViewOf, idOf, operate, operatorTraces } from "../../shared/steps/operate.ts";
import { assertOwn, resetOf } from "../../shared/steps/reset.ts";

type Needs = Pick<Dependencies, "administration" | "clock" | "config" | "directory" | "random">;
type Request = RequestOf<"resetAccount">;

/** Resets methods, the password or both; where the service wants two people, it waits for the other. */
export async function resetAccount(request: Request, needs: Needs) {
  const { params, body, principal } = request;
  if (needs.config.settings.operators.twoPersonResets) return askForReset(request, needs);
  const { reason, ...scope } = body;
  const account = await operate(
    params.sub,
    (found, now) => {
      assertOwn(found, scope, needs);
      return resetOf(found, scope, { principal, reason }, now, needs);
    },
    needs,
  );
  return { status: "done" as const, account: adminViewOf(account, needs.config.settings, needs.clock.now()) };
}

async function askForReset({ params, body, principal }: Request, needs: Needs) {
  const { administration, clock, config, random } = needs;
  const { reason, ...scope } = body;
  const account = await accountOf(params.sub, needs);
  assertOwn(account, scope, needs);
  const { sub } = account.subject;
  const askedAt = clock.now();
  const resetId = idOf(random);
  const expiresAt = askedAt + resetPatience;
  const reset = { resetId, sub, scope, reason, askedBy: principal.arn, askedAt, expiresAt };
  const traces = operatorTraces("reset_asked", account.subject, { principal, reason }, askedAt, needs);
  await administration.askReset(reset, traces);
  return {
    status: "waiting" as const,
    account: adminViewOf(account, config.settings, askedAt),
    resetId,
    expiresAt: toRfc3339(expiresAt),
  };
}
