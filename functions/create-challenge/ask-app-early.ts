import type { Dependencies } from "../../shared/dependencies.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { appRequests, earlySends } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import type { EarlyOffers } from "../../shared/methods/early-offers.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { RootKey } from "../../shared/ports/roots.ts";
import { planApproval } from "./plan-challenge.ts";
import { pushUnseen } from "./push-request.ts";
import { assertMaySend, assertStored } from "./refusals.ts";

interface Asked {
  readonly login: Login;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
  readonly early: EarlyOffers;
  readonly holder: Holder;
  readonly request: Login["challengeRequest"];
  readonly root: RootKey;
  readonly isDenied: boolean;
  readonly now: Instant;
}

/**
 * Asks an app before anybody has proved the password. An account that is not there, and one whose owner has denied
 * lately, answer alike: what differs is whether anybody is asked. Charged to the subject, real or not.
 */
export async function askAppEarly(asked: Asked, dependencies: Dependencies): Promise<Login> {
  const { login, chosen, offers, early, holder, request, root, isDenied, now } = asked;
  const { config, logins } = dependencies;
  assertMaySend(login, chosen.offer.methodId, dependencies, now);
  const isSilent = early.isSilent || isDenied;
  const planned = planApproval(login, chosen, { root, subject: early.account.subject, now }, dependencies);
  const challenge: Challenge = { ...planned, delivery: "sent", ...(isSilent ? { isUnasked: true } : {}) };
  const methods = offers.map(({ offer }) => offer);
  const sends = login.sends + 1;
  const stored = await logins.storeChallenge(
    login,
    {
      challenge,
      methods,
      request,
      sends,
      charges: [appRequests(login.sub, config.settings), ...earlySends(login.sub, config.settings)],
      shares: [],
      receipt: undefined,
      // It is nobody's but the stranger's who asked, before the password was right.
      activities: [],
    },
    now,
  );
  assertStored(stored, { holder, chosen, offers }, dependencies, now);
  const next: Login = { ...login, challenge, methods, sends };
  if (isSilent) return next;
  await pushUnseen({ login: next, challenge, chosen, offers, account: early.account, now }, dependencies);
  return next;
}
