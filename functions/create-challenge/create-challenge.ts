import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { hintOf, loginActivity } from "../../shared/domain/activity.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { sourceSends } from "../../shared/domain/limits.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { type DestinationDigests, digestsOf, sendCharges } from "../../shared/domain/send-charges.ts";
import { mayNotSend } from "../../shared/domain/send-plan.ts";
import { everythingOpen, prefixArea, type SendingState, spentPercent } from "../../shared/domain/sending-state.ts";
import { sharesOf } from "../../shared/domain/shared-counter.ts";
import type { Charge } from "../../shared/domain/throttle.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { alternativesTo } from "../../shared/methods/alternatives.ts";
import { type Offered, offersFor } from "../../shared/methods/index.ts";
import type { Refused, Stored } from "../../shared/ports/logins.ts";
import { deliver } from "../../shared/steps/deliver.ts";
import { assertUnderWay, isUnderWay, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { matchNumberFor } from "../../shared/steps/waiting-login.ts";
import { planChallenge, planHeldChallenge } from "./plan-challenge.ts";

type Request = RequestOf<"createChallenge">;

/**
 * Sends a code. Two round trips: the login, the account, what everyone's sending has come to, and the source's charge;
 * then the challenge and everything that the send is charged, in one transaction. Only then is anything sent, so that
 * what is sent can always be answered.
 */
export async function createChallenge(request: Request, dependencies: Dependencies) {
  const { body, browser, holder, idempotencyKey } = request;
  const { clock, config, directory, logins, random, roots, sendingStates, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const source = sourceSends((await request.source()).network, settings);
  const [login, account, state, asked] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendingStates.read(now),
    throttles.charge([source], now),
  ]);
  assertUnderWay(login, holder, now);
  assertCharged(asked, dependencies, now);
  if (login.password === undefined) throw new Problem("forbidden", { detail: "the password comes first" });
  if (isRepetition(login, idempotencyKey, body.methodId)) {
    return viewOf(login, { settings, now, matchNumber: await matchNumberFor(login, browser, dependencies) });
  }

  const offers = account === undefined ? [] : offersFor(login, account, settings, state);
  const chosen = offers.find(({ offer }) => offer.methodId === body.methodId);
  if (chosen === undefined || account === undefined)
    throw notOffered(login, body.methodId, account, offers, dependencies);
  const root = await roots.challenge.current();
  const methods = offers.map(({ offer }) => offer);
  const { trustDays } = account.subject;
  const marked = idempotencyKey === undefined ? undefined : { key: idempotencyKey, methodId: body.methodId };
  const { channel } = chosen.method;
  if (channel === undefined) {
    const challenge = planHeldChallenge(login, chosen, root, dependencies, now);
    const planned = { ...nothingSent, challenge, methods, trustDays, request: marked, sends: login.sends };
    const [stored] = await Promise.all([logins.storeChallenge(login, planned, now), throttles.refund([source], now)]);
    assertStored(stored, { holder, chosen, offers }, dependencies, now);
    return viewOf({ ...login, challenge, methods, trustDays }, { settings, now });
  }
  assertMaySend(login, body.methodId, dependencies, now);

  const digests = digestsOf(chosen.authenticator, root.derive("destination-digest"));
  assertNotPaused(chosen, offers, digests, state);
  const challenge = planChallenge(
    login,
    chosen,
    { root, subject: account.subject, prefix: digests.prefix, now },
    dependencies,
  );
  const charges = sendCharges(channel, digests, settings);
  const [chance = 0] = random.bytes(1);
  const planned = {
    challenge,
    methods,
    trustDays,
    request: marked,
    sends: login.sends + 1,
    charges,
    shares: sharesOf(channel, chosen.authenticator.country, settings, now, chance),
    receipt: channel === "sms" ? digests.destination : undefined,
    activities: [codeSent(login, chosen, dependencies, now)],
  };
  const stored = await logins.storeChallenge(login, planned, now);
  assertStored(stored, { holder, chosen, offers }, dependencies, now);

  if (stored.shares.length > 0) {
    dependencies.log.write("spend_state", { window: "month", spentPercent: spentPercent(state, settings) });
  }
  const next: Login = { ...login, challenge, methods, trustDays, sends: login.sends + 1 };
  const { shares } = stored;
  await deliver(
    { login: next, challenge, chosen, offers, account, charges: [...charges, source], shares, now },
    dependencies,
  );
  return viewOf(next, { settings, now, matchNumber: await matchNumberFor(next, browser, dependencies) });
}

/** What is not charged where the person has the code already. */
const nothingSent = { charges: [], shares: [], receipt: undefined, activities: [] } as const;

/** Behind a right password: whoever never asked for a code sees here who did. */
const codeSent = (login: Login, { offer, authenticator }: Offered, { config }: Dependencies, now: Instant) =>
  loginActivity("code_sent", login, now, { method: offer.type, ...hintOf(authenticator) }, config.settings);

/** The same call again, after its answer was lost: nothing is sent for it. */
function isRepetition({ challenge, challengeRequest }: Login, key: string | undefined, methodId: string): boolean {
  if (key === undefined || challengeRequest?.key !== key) return false;
  if (challengeRequest.methodId !== methodId) throw new Problem("idempotency_key_reused");
  // A send that came to nothing is made again.
  return challenge?.delivery !== "failed" && challenge?.delivery !== "unknown";
}

/** A method of the account that cannot be used for now is told from one that is none. */
function notOffered(
  login: Login,
  methodId: string,
  account: Account | undefined,
  offers: readonly Offered[],
  { config }: Dependencies,
): Problem {
  const isOwn =
    account !== undefined &&
    offersFor(login, account, config.settings, everythingOpen).some(({ offer }) => offer.methodId === methodId);
  if (isOwn) return new Problem("delivery_unavailable", { methods: offers.map(({ offer }) => offer) });
  return new Problem("not_found", { detail: "no such method" });
}

function assertMaySend(login: Login, methodId: string, { config }: Dependencies, now: Instant): void {
  const tooMany = mayNotSend(login, methodId, config.settings, now);
  if (tooMany === undefined) return;
  throw new Problem("too_many_sends", { retryAfter: toSeconds(tooMany.until - now) });
}

/** The fraud guard pauses countries, which are then not offered at all, and single blocks of numbers. */
function assertNotPaused(
  chosen: Offered,
  offers: readonly Offered[],
  { prefix }: DestinationDigests,
  { paused }: SendingState,
): void {
  if (prefix === undefined || !paused.has(prefixArea(prefix))) return;
  throw new Problem("delivery_unavailable", { methods: alternativesTo(chosen, offers, "this_number") });
}

interface Meant {
  readonly holder: Holder;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
}

function assertStored(
  stored: Stored | Refused,
  { holder, chosen, offers }: Meant,
  dependencies: Dependencies,
  now: Instant,
): asserts stored is Extract<Stored, { accepted: true }> {
  if ("refused" in stored) {
    const { login } = stored;
    // Another call of the same login sent first.
    if (isUnderWay(login, holder, now)) throw new Problem("too_many_sends", { retryAfter: 1 });
    throw refusalOfLogin(login, holder, now);
  }
  if (stored.accepted) return;
  const { scope } = stored.refusedBy;
  if (scope !== "spend" && scope !== "country_sends") return assertCharged(stored, dependencies, now);
  dependencies.log.write("throttle_refused", { scope });
  const failing = scope === "spend" ? "all_that_costs" : "this_channel_and_country";
  throw new Problem("delivery_unavailable", { methods: alternativesTo(chosen, offers, failing) });
}

function assertCharged(charged: Charge, { log }: Dependencies, now: Instant): void {
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_sends", { retryAfter: toSeconds(charged.until - now) });
}
