import type { Dependencies } from "../../shared/dependencies.ts";
import { toRfc3339 } from "../../shared/domain/duration.ts";
import { isReady, type Recovery, recoveryOf } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersToRecover } from "../../shared/methods/recovery-offers.ts";
import { assertAtSecondStep } from "../../shared/steps/recover.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "sendingStates">;

/** How the recovery stands, for whoever had the password right and cannot go on. One round trip. */
export async function getRecovery({ holder }: RequestOf<"getRecovery">, needs: Needs) {
  const { clock, config, directory, logins, sendingStates } = needs;
  const { settings } = config;
  const now = clock.now();
  const [login, account, state] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendingStates.read(now),
  ]);
  assertAtSecondStep(login, account, holder, now);
  const standing = recoveryOf(account.subject, now);
  const status = statusOf(standing, now);
  const { by, waitHours } = settings.recovery;
  const offers = offersToRecover(account, standing?.recoveryId ?? "", settings, state);
  const isOpen = by === "person" && status !== "ready" && account.subject.secondFactor;
  return {
    by,
    status,
    proved: standing?.proofs.map(({ type }) => type) ?? [],
    methods: isOpen ? offers.map(({ offer }) => offer) : [],
    waitHours,
    ...(standing?.readyAt === undefined ? {} : { readyAt: toRfc3339(standing.readyAt) }),
    ...(standing === undefined ? {} : { expiresAt: toRfc3339(standing.expiresAt) }),
  };
}

function statusOf(standing: Recovery | undefined, now: number) {
  if (standing === undefined) return "none" as const;
  if (isReady(standing, now)) return "ready" as const;
  return standing.readyAt === undefined ? ("proving" as const) : ("waiting" as const);
}
