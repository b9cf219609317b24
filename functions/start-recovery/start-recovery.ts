import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { recoveryStarts, sourceStarts } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isReady, personsRecovery, type Recovery, recoveryOf } from "../../shared/domain/recovery.ts";
import { loginEnd } from "../../shared/domain/send-plan.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { offersToRecover } from "../../shared/methods/recovery-offers.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { idOf } from "../../shared/steps/operate.ts";
import { assertAtSecondStep, recoveryTraces } from "../../shared/steps/recover.ts";

/**
 * Begins to prove something for the account's recovery: a login like any other, whose end is kept with the recovery and
 * opens nothing by itself. The first call begins the recovery, and everybody whom the account knows is told.
 */
export async function startRecovery({ holder, source }: RequestOf<"startRecovery">, needs: Dependencies) {
  const { clock, config, directory, logins, random, sendingStates } = needs;
  const { settings } = config;
  const now = clock.now();
  const [begun, account, state] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendingStates.read(now),
  ]);
  assertAtSecondStep(begun, account, holder, now);
  assertOpen(account, settings.recovery.by, now);
  const standing = recoveryOf(account.subject, now);
  const offers = offersToRecover(account, standing?.recoveryId ?? "", settings, state);
  if (offers.length === 0) throw new Problem("forbidden", { detail: "nothing is left that could be proved" });

  await charge(account, (await source()).network, needs, now);
  const from = begun?.from ?? {};
  const { recoveryId } = standing ?? (await begin(account, from, needs, now));
  const { sub, epoch } = account.subject;
  const login: Login = {
    loginId: idOf(random),
    sub,
    epoch,
    purpose: "recovery",
    reason: "policy",
    state: "pending",
    generation: 1,
    // Proved in the login that this one comes from.
    password: { at: now },
    attemptsLeft: settings.attempts.perLogin,
    sends: 0,
    recoveryId,
    from,
    locale: begun?.locale,
    createdAt: now,
    expiresAt: loginEnd(settings, now),
  };
  await logins.create(login);
  return viewOf(login, {
    settings,
    now,
    methods: offers.map(({ offer }) => offer),
    loginToken: await loginTokenOf({ ...holder, loginId: login.loginId, generation: login.generation }, needs),
  });
}

function assertOpen({ subject }: Account, by: "person" | "operator", now: Instant): void {
  if (by === "operator") throw new Problem("forbidden", { detail: "the service's people do this" });
  if (!subject.secondFactor) throw new Problem("forbidden", { detail: "there is no second factor to recover" });
  const standing = recoveryOf(subject, now);
  if (standing !== undefined && isReady(standing, now)) {
    throw new Problem("forbidden", { detail: "it is ready: the next sign-in sets up a new method" });
  }
}

/** Only of a login that stands, so that no stranger uses up what its owner may do. */
async function charge({ subject }: Account, network: string, { config, log, throttles }: Dependencies, now: Instant) {
  const charged = await throttles.charge([sourceStarts(network, config.settings), recoveryStarts(subject.sub)], now);
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_attempts", { retryAfter: toSeconds(charged.until - now) });
}

async function begin(account: Account, from: Login["from"], needs: Dependencies, now: Instant): Promise<Recovery> {
  const { config, random, recoveries } = needs;
  const recovery = personsRecovery(idOf(random), account.subject, now);
  const traces = recoveryTraces("recovery_begun", account, recovery, { now, from }, config.settings);
  if (await recoveries.begin(account.subject, recovery, traces)) return recovery;
  throw new Problem("changed_meanwhile");
}
