import type { Dependencies } from "../../shared/dependencies.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { sourceSends } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { sendCharges } from "../../shared/domain/send-charges.ts";
import { challengeEnd, mayNotSend, referenceOf, repeatable } from "../../shared/domain/send-plan.ts";
import type { Charge } from "../../shared/domain/throttle.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { type Offered, offersOf } from "../../shared/methods/index.ts";
import type { Refused } from "../../shared/ports/logins.ts";
import type { RootKey } from "../../shared/ports/roots.ts";
import { deliver } from "../../shared/steps/deliver.ts";
import { assertUnderWay, isUnderWay, refusalOfLogin } from "../../shared/steps/hold-login.ts";

type Request = RequestOf<"createChallenge">;

/**
 * Sends a code. Two round trips: the login, the account and the source's charge; then the challenge and everything that the send is
 * charged, in one transaction. Only then is anything sent, so that what is sent can always be answered.
 */
export async function createChallenge(request: Request, dependencies: Dependencies) {
  const { body, holder, idempotencyKey } = request;
  const { clock, config, directory, logins, roots, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const source = sourceSends((await request.source()).network, settings);
  const [login, account, asked] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    throttles.charge([source], now),
  ]);
  assertUnderWay(login, holder, now);
  assertCharged(asked, dependencies, now);
  if (login.password === undefined) throw new Problem("forbidden", { detail: "the password comes first" });
  if (isRepetition(login, idempotencyKey, body.methodId)) return viewOf(login, { settings, now });

  const offers = account === undefined ? [] : offersOf(account, settings);
  const chosen = offers.find(({ offer }) => offer.methodId === body.methodId);
  if (chosen === undefined || account === undefined) throw new Problem("not_found", { detail: "no such method" });
  assertMaySend(login, body.methodId, dependencies, now);

  const root = await roots.challenge.current();
  const challenge = challengeOf(login, chosen, root, dependencies, now);
  const methods = offers.map(({ offer }) => offer);
  const marked = idempotencyKey === undefined ? undefined : { key: idempotencyKey, methodId: body.methodId };
  const charges = sendCharges(chosen.authenticator, root.derive("destination-digest"), settings);
  const stored = await logins.storeChallenge(login, { challenge, methods, request: marked, charges }, now);
  assertStored(stored, holder, dependencies, now);

  const next: Login = { ...login, challenge, methods, sends: login.sends + 1 };
  await deliver({ login: next, challenge, chosen, account, charges: [...charges, source], now }, dependencies);
  return viewOf(next, { settings, now });
}

/** The same call again, after its answer was lost: nothing is sent for it. */
function isRepetition({ challenge, challengeRequest }: Login, key: string | undefined, methodId: string): boolean {
  if (key === undefined || challengeRequest?.key !== key) return false;
  if (challengeRequest.methodId !== methodId) throw new Problem("idempotency_key_reused");
  // A send that came to nothing is made again.
  return challenge?.delivery !== "failed";
}

function assertMaySend(login: Login, methodId: string, { config }: Dependencies, now: Instant): void {
  const tooMany = mayNotSend(login, methodId, config.settings, now);
  if (tooMany === undefined) return;
  throw new Problem("too_many_sends", { retryAfter: toSeconds(tooMany.until - now) });
}

/** The challenge that goes on, when this is a resend; else a new one, and what was asked before it is void. */
function challengeOf(
  login: Login,
  { offer, authenticator }: Offered,
  root: RootKey,
  { config, random }: Dependencies,
  now: Instant,
): Challenge {
  const standing = repeatable(login, offer.methodId, config.settings, now);
  if (standing !== undefined) return { ...standing, lastSentAt: now, delivery: "sent" };
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: offer.methodId,
    type: offer.type,
    authenticatorId: authenticator.authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    createdAt: now,
    expiresAt: challengeEnd(login, config.settings, now),
    lastSentAt: now,
    delivery: "sent",
  };
}

function assertStored(stored: Charge | Refused, holder: Holder, dependencies: Dependencies, now: Instant): void {
  if ("refused" in stored) {
    const { login } = stored;
    // Another call of the same login sent first.
    if (isUnderWay(login, holder, now)) {
      throw new Problem("too_many_sends", { retryAfter: 1 });
    }
    throw refusalOfLogin(login, holder, now);
  }
  assertCharged(stored, dependencies, now);
}

function assertCharged(charged: Charge, { log }: Dependencies, now: Instant): void {
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_sends", { retryAfter: toSeconds(charged.until - now) });
}
