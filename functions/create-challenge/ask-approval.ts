import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { activityOf, loginActivity } from "../../shared/domain/activity.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { appRequests, subjectSends } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import { purposeOf } from "../../shared/domain/message-purpose.ts";
import { unreachableNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import { approvalPush } from "../../shared/messages/push.ts";
import { alternativesTo } from "../../shared/methods/alternatives.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { ApprovingMethod } from "../../shared/methods/method.ts";
import type { Refusal } from "../../shared/ports/handed.ts";
import type { PlannedChallenge } from "../../shared/ports/logins.ts";
import { planApproval } from "./plan-challenge.ts";
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

export interface Asking {
  readonly login: Login;
  readonly challenge: Challenge;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
  readonly account: Account;
  /** What was charged for it, to be given back when nothing comes of it. */
  readonly charges: readonly Throttle[];
  readonly now: Instant;
}

/**
 * Pushes to the app that something waits for it. An app that is only looked at is asked without a push.
 *
 * @throws Problem `delivery_unavailable` with the methods that still work; the request is then given back, and an app
 * that is gone is not asked again.
 */
export async function pushRequest(asking: Asking, needs: Dependencies): Promise<void> {
  const { login, challenge, chosen, offers, account, now } = asking;
  const { config, log, push } = needs;
  const target = chosen.authenticator.push;
  if (target === undefined) return;
  const words = approvalPush(login.locale ?? account.subject.locale, {
    purpose: purposeOf(login),
    shortName: config.settings.service.shortName,
    reference: challenge.reference,
  });
  const handed = await push.send(target, { ...words, lifetimeSeconds: toSeconds(challenge.expiresAt - now) });
  if (handed.sent) return log.write("challenge_sent", { method: challenge.type, channel: "push" });
  log.write("challenge_not_sent", { method: challenge.type, channel: "push", why: handed.why });
  await Promise.all([giveBack(asking, handed.why, needs), forget(asking, handed.why, needs)]);
  throw new Problem("delivery_unavailable", {
    methods: alternativesTo(chosen, offers, handed.why === "invalid_destination" ? "this_way" : "all_of_its_type"),
  });
}

/** A push that may have gone all the same counts, and may still be answered. */
async function giveBack(
  { login, challenge, charges, now }: Asking,
  why: Refusal,
  { logins, throttles }: Dependencies,
): Promise<void> {
  const isUnknown = why === "no_answer";
  await Promise.all([
    logins.recordUnsent(login.loginId, challenge, isUnknown ? "unknown" : "failed"),
    throttles.refund(charges, now),
  ]);
}

/** The platform says that the app is there no more: it is not offered again, and its owner told elsewhere. */
async function forget(
  { login: { sub }, chosen, now }: Asking,
  why: Refusal,
  { config, directory, log, outbox }: Dependencies,
): Promise<void> {
  if (why !== "invalid_destination") return;
  const { authenticatorId } = chosen.authenticator;
  const occasion = { sub, id: `${authenticatorId}.push`, at: now };
  const dead = activityOf("method_unreachable", occasion, { by: "service" }, config.settings);
  const [wasAlive] = await Promise.all([
    directory.markUnreachable(sub, authenticatorId, "push", dead),
    outbox.add(unreachableNotice(sub, authenticatorId, "push", now)),
  ]);
  if (wasAlive) log.write("destination_unreachable", { channel: "push" });
}
