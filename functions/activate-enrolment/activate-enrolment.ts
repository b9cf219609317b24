import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account, Authenticator } from "../../shared/domain/account.ts";
import { hintOf, loginActivity, type Traces } from "../../shared/domain/activity.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import type { Login, SecondFactorProof } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { placesOf } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { Recovery } from "../../shared/domain/recovery.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { chargeNew, newCode } from "../../shared/steps/enrol/charge-new.ts";
import { verifyNew } from "../../shared/steps/enrol/verify-new.ts";
import { loginTokenOf } from "../../shared/steps/hold-login.ts";
import { assertEnrolling, recoveryTraces } from "../../shared/steps/recover.ts";

/**
 * Proves the new method of a login that asks for one: charge, compare, and one write that completes the login by it,
 * uses the recovery up, and ends everything that the account had before. Whatever stopped the recovery first wins.
 */
export async function activateEnrolment(
  { body, holder, params }: RequestOf<"activateEnrolment">,
  dependencies: Dependencies,
) {
  const { clock, config, directory, log, logins, recoveries, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const code = newCode(body.code);
  const [found, standing] = await Promise.all([logins.find(holder.loginId), directory.findAccount(holder.sub)]);
  const { login, account, recovery } = assertEnrolling(found, standing, holder, now);
  assertEnrollable(params.authenticatorId, account);
  const pending = await chargeNew(params.authenticatorId, account, dependencies, now);
  const left = await verifyNew(pending, code, holder.sub, dependencies, now);

  const { proof: asked, ...proved } = pending;
  const active: Authenticator = { ...proved, ...left, status: "active", createdAt: now };
  const proof: SecondFactorProof = { by: asked?.challenge?.type ?? "totp", at: now };
  const others = account.authenticators.filter(({ authenticatorId }) => authenticatorId !== active.authenticatorId);
  // The answer was right, whether the recovery still stands or not.
  const [isEnrolled] = await Promise.all([
    recoveries.enrol(
      {
        holder,
        subject: account.subject,
        recoveryId: recovery.recoveryId,
        active,
        gone: others.map(({ authenticatorId }) => authenticatorId),
        proof,
        ...tracesOf(login, account, recovery, active, dependencies, now),
      },
      now,
    ),
    throttles.refund([subjectFailures(holder.sub, settings)], now),
  ]);
  if (!isEnrolled) throw new Problem("changed_meanwhile");
  log.write("login_complete", { method: proof.by });
  const next = { ...holder, generation: holder.generation + 1 };
  const epoch = account.subject.epoch + 1;
  const complete: Login = { ...login, epoch, state: "complete", secondFactor: proof, generation: next.generation };
  const { trustDays } = account.subject;
  return viewOf(complete, { settings, now, trustDays, loginToken: await loginTokenOf(next, dependencies) });
}

/** An app that approves is paired in the settings, by somebody signed in. */
function assertEnrollable(authenticatorId: string, { authenticators }: Account): void {
  const known = authenticators.find((one) => one.authenticatorId === authenticatorId);
  if (known === undefined || known.type === "app") throw new Problem("not_found");
}

/** What was registered before is told as well as the new method: there its owner may still read. */
function tracesOf(
  login: Login,
  account: Account,
  recovery: Recovery,
  active: Authenticator,
  { config: { settings } }: Dependencies,
  now: Instant,
): Traces {
  const about = { now, from: login.from, about: active };
  const { notices, activities } = recoveryTraces("recovery_completed", account, recovery, about, settings);
  const isNew = ({ destination }: { readonly destination: string }) => destination === active.destination;
  return {
    notices: notices.map((notice) => {
      const before = (notice.alsoTo ?? []).filter((place) => !isNew(place));
      return { ...notice, alsoTo: [...before, ...placesOf([active])] };
    }),
    activities: [...activities, loginActivity("signed_in", login, now, hintOf(active), settings)],
  };
}
