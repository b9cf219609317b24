import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import type { Browser } from "../../shared/domain/browser.ts";
import { type Instant, seconds } from "../../shared/domain/duration.ts";
import { earlySends } from "../../shared/domain/limits.ts";
import type { Challenge, Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { toStrangers } from "../../shared/domain/order.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { digestsOf, sendCharges } from "../../shared/domain/send-charges.ts";
import type { SendingState } from "../../shared/domain/sending-state.ts";
import { type Share, sharesOf } from "../../shared/domain/shared-counter.ts";
import type { Throttle, ThrottleScope } from "../../shared/domain/throttle.ts";
import { earlyOffersOf } from "../../shared/methods/early-offers.ts";
import type { PlannedChallenge, Refused, Stored } from "../../shared/ports/logins.ts";
import { deliverUnseen } from "../../shared/steps/deliver.ts";
import { matchNumberFor } from "../../shared/steps/waiting-login.ts";
import { askAppEarly } from "./ask-app-early.ts";
import { planChallenge, planHeldChallenge } from "./plan-challenge.ts";
import { assertMaySend, assertStored, isPaused, isRepetition } from "./refusals.ts";

/** Longer than a provider takes as a rule: the answer is as late where nothing is sent. */
const answersAfter = seconds(1);

/**
 * Full for a destination, or for all that is really sent: that it exists, and what else is sent there, is no stranger's
 * to know. What is not sent meets none of these.
 */
const hidden: ReadonlySet<string> = new Set([
  "destination_sends",
  "destination_day_sends",
  "prefix_sends",
  "country_sends",
  "spend",
] satisfies (ThrottleScope | Share["scope"])[]);

interface Asked {
  readonly holder: Holder;
  readonly login: Login;
  readonly account: Account | undefined;
  readonly state: SendingState;
  readonly methodId: string;
  readonly idempotencyKey: string | undefined;
  readonly browser: Browser;
  /** Whether the account's owner has denied lately: no app is asked then. */
  readonly isDenied: boolean;
  readonly sources: readonly Throttle[];
  readonly now: Instant;
}

/**
 * Sends a code before anybody has proved the password. Whoever asks may be a stranger, so that an account, one without
 * a second factor and none at all answer alike, after the same calls to the table and at the same time; what differs is
 * whether a message goes out. The subject is charged by a budget that leaves enough of each destination's for logins
 * whose password was proved. Two round trips; a third where the destination's own budget is used up, or everybody's.
 */
export async function askEarly(asked: Asked, dependencies: Dependencies) {
  const began = performance.now();
  const { account, state, holder, methodId, idempotencyKey, now } = asked;
  const { config, logins, pause, random, roots, throttles } = dependencies;
  const { settings } = config;
  const login = asSeen(asked.login);
  const shown = async (one: Login) =>
    viewOf(one, { settings, now, matchNumber: await matchNumberFor(one, asked.browser, dependencies) });
  if (isRepetition(login, idempotencyKey, methodId)) return shown(login);

  const root = await roots.challenge.current();
  const early = earlyOffersOf(account, {
    sub: login.sub,
    decoyKey: root.derive("decoy"),
    from: login.from,
    settings,
    state,
  });
  const chosen = early.offers.find(({ offer }) => offer.methodId === methodId);
  if (chosen === undefined) throw new Problem("not_found", { detail: "no such method" });
  const meant = { holder, chosen, offers: early.offers };
  const methods = early.offers.map(({ offer }) => offer);
  const request = idempotencyKey === undefined ? undefined : { key: idempotencyKey, methodId };
  const { channel } = chosen.method;
  if (channel === undefined && chosen.method.approves !== undefined) {
    const next = await askAppEarly(
      { ...meant, login, early, request, root, isDenied: asked.isDenied, now },
      dependencies,
    );
    await pause.until(began, answersAfter);
    return shown(next);
  }
  if (channel === undefined) {
    const challenge = planHeldChallenge(login, chosen, root, dependencies, now);
    const planned = {
      challenge,
      methods,
      request,
      sends: login.sends,
      charges: [],
      shares: [],
      receipt: undefined,
      activities: [],
    };
    const [stored] = await Promise.all([
      logins.storeChallenge(login, planned, now),
      throttles.refund(asked.sources, now),
    ]);
    assertStored(stored, meant, dependencies, now);
    return shown({ ...login, challenge, methods });
  }
  assertMaySend(login, methodId, dependencies, now);

  const digests = digestsOf(chosen.authenticator, root.derive("destination-digest"));
  const isSilent = early.isSilent || isPaused(digests, state);
  const prefix = isSilent ? undefined : digests.prefix;
  const challenge = planChallenge(login, chosen, { root, subject: early.account.subject, prefix, now }, dependencies);
  const own = earlySends(login.sub, settings);
  const [chance = 0] = random.bytes(1);
  const shares = sharesOf(channel, chosen.authenticator.country, settings, now, chance);
  const planned = {
    challenge,
    methods,
    request,
    sends: login.sends + 1,
    charges: [...own, ...sendCharges(channel, digests, settings)],
    // What is not sent costs nothing, or strangers could use up everybody's money with names that they made up.
    shares: isSilent ? shares.map((share) => ({ ...share, amount: 0 })) : shares,
    receipt: channel === "sms" ? digests.destination : undefined,
    // It is nobody's but the stranger's who asked, before the password was right.
    activities: [],
  };
  const { stored, isUnsendable } = await storeHiding(login, planned, own, dependencies, now);
  assertStored(stored, meant, dependencies, now);
  const next: Login = { ...login, challenge, methods, sends: login.sends + 1 };
  if (!isSilent && !isUnsendable) {
    const { offers } = early;
    const charges = planned.charges.slice(own.length);
    const sent = {
      login: next,
      challenge,
      chosen,
      offers,
      account: early.account,
      charges,
      shares: stored.shares,
      now,
    };
    await deliverUnseen(sent, dependencies);
  }
  await pause.until(began, answersAfter);
  return shown(next);
}

const asSeen = ({ challenge, ...login }: Login): Login =>
  challenge === undefined ? login : { ...login, challenge: toStrangers(challenge) };

/** Stores the challenge; where no more may go there, as if it had been sent, by what the subject may be sent. */
async function storeHiding(
  login: Login,
  planned: PlannedChallenge,
  own: readonly Throttle[],
  { log, logins }: Dependencies,
  now: Instant,
): Promise<{ readonly stored: Stored | Refused; readonly isUnsendable: boolean }> {
  const stored = await logins.storeChallenge(login, planned, now);
  const isUnsendable = !("refused" in stored) && !stored.accepted && hidden.has(stored.refusedBy.scope);
  if (!isUnsendable) return { stored, isUnsendable };
  log.write("throttle_refused", { scope: stored.refusedBy.scope });
  const { area: _, ...challenge }: Challenge = planned.challenge;
  const unsent = { ...planned, challenge, charges: own, shares: [], receipt: undefined };
  return { stored: await logins.storeChallenge(login, unsent, now), isUnsendable };
}
