import type { Dependencies } from "../../shared/dependencies.ts";
import { hintOf, loginActivity } from "../../shared/domain/activity.ts";
import type { Browser } from "../../shared/domain/browser.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import { appDenials, sourceEarlySends, sourceSends, subjectSends } from "../../shared/domain/limits.ts";
import type { Holder, Login } from "../../shared/domain/login.ts";
import { viewOf } from "../../shared/domain/login-view.ts";
import { isEarly } from "../../shared/domain/order.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import { digestsOf, sendCharges } from "../../shared/domain/send-charges.ts";
import { spentPercent } from "../../shared/domain/sending-state.ts";
import { sharesOf } from "../../shared/domain/shared-counter.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { type Offered, offersFor } from "../../shared/methods/index.ts";
import { deliver } from "../../shared/steps/deliver.ts";
import { assertUnderWay } from "../../shared/steps/hold-login.ts";
import { qrFor } from "../../shared/steps/qr-of-login.ts";
import { matchNumberFor } from "../../shared/steps/waiting-login.ts";
import { type Approving, askApproval } from "./ask-approval.ts";
import { askEarly } from "./ask-early.ts";
import { planChallenge, planHeldChallenge } from "./plan-challenge.ts";
import {
  assertCharged,
  assertMaySend,
  assertNotPaused,
  assertStored,
  isRepetition,
  notOffered,
  refusedBy,
} from "./refusals.ts";

type Request = RequestOf<"createChallenge">;

/**
 * Sends a code. Two round trips: the login, the account, what everyone's sending has come to, and the source's charge;
 * then the challenge and everything that the send is charged, in one transaction. Only then is anything sent, so that
 * what is sent can always be answered.
 *
 * Before the login is known to stand the source alone is charged: a token outlives its login, and whoever kept one would
 * use up what the account's owner may be sent.
 */
export async function createChallenge(request: Request, dependencies: Dependencies) {
  const { body, browser, holder, idempotencyKey } = request;
  const { clock, config, directory, logins, random, roots, sendingStates, throttles } = dependencies;
  const { settings } = config;
  const now = clock.now();
  const { network } = await request.source();
  const asksApp = body.methodId.startsWith("app.");
  const sources = sourcesOf(holder, network, dependencies);
  const own = subjectSends(holder.sub, settings);
  const [login, account, state, charged, sentLately, isDenied] = await Promise.all([
    logins.find(holder.loginId),
    directory.findAccount(holder.sub),
    sendingStates.read(now),
    throttles.charge(sources, now),
    // Strangers are charged by limits of their own.
    holder.generation > 0 ? throttles.count(own, now) : 0,
    asksApp ? throttles.isAnyFull([appDenials(holder.sub)], now) : false,
  ]);
  const shown = (one: Login) => showWaiting(one, browser, dependencies, now);
  assertUnderWay(login, holder, now);
  assertCharged(charged, dependencies, now);
  if (isEarly(login, settings) && login.secondFactor === undefined) {
    const { methodId } = body;
    return askEarly(
      { holder, login, account, state, methodId, idempotencyKey, browser, isDenied, sources, now },
      dependencies,
    );
  }
  // Ensure that nothing came between which makes it void, or has it ended by a new method alone.
  if (account !== undefined && isVoid(login, account.subject, now)) throw new Problem("login_closed");
  if (login.password === undefined) throw new Problem("forbidden", { detail: "the password comes first" });
  if (isRepetition(login, idempotencyKey, body.methodId)) return shown(login);

  const offers = account === undefined ? [] : offersFor(login, account, settings, state);
  const chosen = offers.find(({ offer }) => offer.methodId === body.methodId);
  if (chosen === undefined || account === undefined)
    throw notOffered(login, body.methodId, account, offers, dependencies);
  const root = await roots.challenge.current();
  const methods = offers.map(({ offer }) => offer);
  const { trustDays } = account.subject;
  const marked = idempotencyKey === undefined ? undefined : { key: idempotencyKey, methodId: body.methodId };
  const windows = { subject_sends: sentLately > 0 };
  const approving = approvingBy(chosen);
  if (approving !== undefined) {
    if (isDenied) throw refusedBy("app_denials", { chosen, offers }, dependencies);
    const asking = { login, chosen: approving, offers, account, holder, request: marked, sources, windows, now };
    return shown(await askApproval(asking, dependencies));
  }
  const { channel } = chosen.method;
  if (channel === undefined) {
    const challenge = planHeldChallenge(login, chosen, root, dependencies, now);
    const planned = { ...nothingSent, challenge, methods, trustDays, request: marked, sends: login.sends };
    const [stored] = await Promise.all([logins.storeChallenge(login, planned, now), throttles.refund(sources, now)]);
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
  const charges = [own, ...sendCharges(channel, digests, settings)];
  const [chance = 0] = random.bytes(1);
  const planned = {
    challenge,
    methods,
    trustDays,
    request: marked,
    sends: login.sends + 1,
    charges,
    windows,
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
    { login: next, challenge, chosen, offers, account, charges: [...charges, ...sources], shares, now },
    dependencies,
  );
  return shown(next);
}

/** What the call itself is charged. Whoever has proved nothing uses up a limit of strangers besides. */
function sourcesOf({ generation }: Holder, network: string, { config: { settings } }: Dependencies): Throttle[] {
  const isEarlyCall = generation === 0 && settings.login.order !== "password_first";
  return [sourceSends(network, settings), ...(isEarlyCall ? [sourceEarlySends(network, settings)] : [])];
}

async function showWaiting(login: Login, browser: Browser, dependencies: Dependencies, now: Instant) {
  const { settings } = dependencies.config;
  const [matchNumber, qr] = await Promise.all([
    matchNumberFor(login, browser, dependencies),
    qrFor(login, browser, now, dependencies),
  ]);
  return viewOf(login, { settings, now, matchNumber, qr });
}

/** The method, where somebody signed in elsewhere decides. */
function approvingBy({ method, ...rest }: Offered): Approving | undefined {
  return method.channel === undefined && method.approves !== undefined ? { ...rest, method } : undefined;
}

/** What is not charged where the person has the code already. */
const nothingSent = { charges: [], shares: [], receipt: undefined, activities: [] } as const;

/** Behind a right password: whoever never asked for a code sees here who did. */
const codeSent = (login: Login, { offer, authenticator }: Offered, { config }: Dependencies, now: Instant) =>
  loginActivity("code_sent", login, now, { method: offer.type, ...hintOf(authenticator) }, config.settings);
