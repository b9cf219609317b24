import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { loginActivity } from "../../shared/domain/activity.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { appRequests, subjectSends } from "../../shared/domain/limits.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { ApprovingMethod } from "../../shared/methods/method.ts";
import type { PlannedChallenge } from "../../shared/ports/logins.ts";
import { planApproval } from "./plan-challenge.ts";
import { pushRequest } from "./push-request.ts";
import { assertMaySend, assertStored } from "./refusals.ts";

export interface Approving extends Offered {
  readonly method: ApprovingMethod;
}

interface Asked {
  readonly login: Login;
  readonly chosen: Approving;
  readonly offers: readonly Offered[];
  readonly account: Account;
  readonly holder: Holder;
  /** Of the idempotency key. */
  readonly request: Login["challengeRequest"];
  /** What was charged for the call itself. */
  readonly sources: readonly Throttle[];
  readonly windows: PlannedChallenge["windows"];
  readonly now: Instant;
}

/**
 * Asks an app, or shows a QR code: stored first, so that what is asked can always be answered. Requests to apps are
 * charged in the same transaction; a QR code is sent to nobody and costs nothing.
 *
 * @returns the login, waiting.
 */
export async function askApproval(asked: Asked, dependencies: Dependencies): Promise<Login> {
  const { login, chosen, offers, account, holder, request, sources, windows, now } = asked;
  const { config, logins, roots, throttles } = dependencies;
  const isAsked = chosen.method.approves === "who_is_asked";
  if (isAsked) assertMaySend(login, chosen.offer.methodId, dependencies, now);
  const root = await roots.challenge.current();
  const challenge = planApproval(login, chosen, { root, subject: account.subject, now }, dependencies);
  const charges = isAsked ? [subjectSends(login.sub, config.settings), appRequests(login.sub, config.settings)] : [];
  const planned = {
    challenge,
    methods: offers.map(({ offer }) => offer),
    trustDays: account.subject.trustDays,
    request,
    sends: login.sends + (isAsked ? 1 : 0),
    charges,
    windows,
    shares: [],
    receipt: undefined,
    activities: isAsked ? [loginActivity("code_sent", login, now, { method: "app" }, config.settings)] : [],
  };
  const [stored] = await Promise.all([
    logins.storeChallenge(login, planned, now),
    isAsked ? undefined : throttles.refund(sources, now),
  ]);
  assertStored(stored, { holder, chosen, offers }, dependencies, now);
  const { methods, sends, trustDays } = planned;
  const next: Login = { ...login, challenge, methods, trustDays, sends };
  const asking = { login: next, challenge, chosen, offers, account, charges: [...charges, ...sources], now };
  if (isAsked) await pushRequest(asking, dependencies);
  return next;
}
