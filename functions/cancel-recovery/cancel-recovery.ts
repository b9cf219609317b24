import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { recoveryOf } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountLinkFrom } from "../../shared/steps/account-link.ts";
import { recoveryTraces } from "../../shared/steps/recover.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "recoveries" | "roots">;

/**
 * Stops a recovery by the link of a mail. Whoever holds it can do nothing else; nothing is read before its MAC is right,
 * and of a stop and a completion at once the first counts.
 */
export async function cancelRecovery({ body, device }: RequestOf<"cancelRecovery">, needs: Needs): Promise<undefined> {
  const { clock, config, directory, recoveries } = needs;
  const now = clock.now();
  const link = await accountLinkFrom("recovery-cancel", body.token, now, needs);
  const account = link && (await directory.findAccount(link.sub));
  if (link === undefined || account === undefined) throw new Problem("link_expired");
  const recovery = recoveryOf(account.subject, now);
  const { sub, epoch } = account.subject;
  // Ensure that this very recovery still goes on.
  if (recovery === undefined || recovery.recoveryId !== link.about || epoch !== link.epoch) {
    throw new Problem("link_used");
  }
  const from = await device();
  const traces = recoveryTraces("recovery_cancelled", account, recovery, { now, from }, config.settings);
  const { recoveryId } = recovery;
  if (!(await recoveries.cancel({ sub, epoch, recoveryId }, traces, now))) throw new Problem("link_used");
}
