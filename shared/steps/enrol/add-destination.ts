import type { Dependencies } from "../../dependencies.ts";
import type { Authenticator, PendingProof } from "../../domain/account.ts";
import { hintOf } from "../../domain/activity.ts";
import { type Instant, toRfc3339, toSeconds } from "../../domain/duration.ts";
import { sourceSends, subjectSends } from "../../domain/limits.ts";
import type { Challenge } from "../../domain/login.ts";
import { Problem } from "../../domain/problem.ts";
import { type DestinationDigests, digestsOf, sendCharges } from "../../domain/send-charges.ts";
import { resendAt } from "../../domain/send-plan.ts";
import { canReach, prefixArea, type SendingState } from "../../domain/sending-state.ts";
import { type Share, sharesOf } from "../../domain/shared-counter.ts";
import type { Charge, Throttle } from "../../domain/throttle.ts";
import type { RequestOf } from "../../http/request.ts";
import { methods } from "../../methods/index.ts";
import type { SendingMethod } from "../../methods/method.ts";
import { hand } from "../deliver.ts";
import { type Acting, ownActivity } from "../hold-session.ts";
import { candidateOf } from "./candidate.ts";
import { planProof } from "./plan-proof.ts";

type Request = Pick<RequestOf<"addAuthenticator">, "body" | "source">;

/**
 * Sends a code to a new number or address; asked for again, it sends again, after a wait. Everything that a code for
 * signing in is charged, this one is too: the account's hour above all, since one that was not proved is removed without
 * a second factor, and makes room for the next.
 */
export async function addDestination({ body, source: sourceOf }: Request, acting: Acting, needs: Dependencies) {
  const { authenticators, random, roots, sendingStates, throttles } = needs;
  const { settings } = needs.config;
  const { account, now } = acting;
  const { sub } = account.subject;
  const method = methodOf(body);
  const candidate = candidateOf(body, acting, needs);
  const asking = [sourceSends((await sourceOf()).network, settings), subjectSends(sub, settings)];
  const [state, asked, root] = await Promise.all([
    sendingStates.read(now),
    throttles.charge(asking, now),
    roots.challenge.current(),
  ]);
  assertCharged(asked, needs, now);
  const digests = digestsOf(candidate.fresh, root.derive("destination-digest"));
  assertReachable(method, candidate.fresh, digests, state, needs);

  const proof = planProof(candidate, { method, replaces: body.replaces, root, prefix: digests.prefix, now }, needs);
  const added: Authenticator = { ...candidate.fresh, proof };
  const charges = sendCharges(method.channel, digests, settings);
  const [chance = 0] = random.bytes(1);
  const planned = {
    authenticator: added,
    sendsBefore: proof.sends - 1,
    charges,
    shares: sharesOf(method.channel, added.country, settings, now, chance),
    receipt: method.channel === "sms" ? digests.destination : undefined,
    activity: ownActivity("method_begun", acting, needs, { id: added.authenticatorId, ...hintOf(added) }),
  };
  const stored = await authenticators.storePending(sub, planned, now);
  if (stored === "changed") throw new Problem("changed_meanwhile");
  assertCharged(stored, needs, now);
  const { shares } = stored;
  await send({ method, added, proof, charges: [...charges, ...asking], shares }, acting, needs);
  return { added, shown: { challenge: challengeViewOf(proof, needs) } };
}

function methodOf({ type, via }: Request["body"]): SendingMethod {
  if (type === "email") return methods.email_code;
  return via === "voice" ? methods.voice : methods.sms_code;
}

function assertCharged<Accepted extends { readonly accepted: true }>(
  charged: Accepted | Exclude<Charge, { accepted: true }>,
  { log }: Dependencies,
  now: Instant,
): asserts charged is Accepted {
  if (charged.accepted) return;
  log.write("throttle_refused", { scope: charged.refusedBy.scope });
  throw new Problem("too_many_sends", { retryAfter: toSeconds(charged.until - now) });
}

function assertReachable(
  method: SendingMethod,
  fresh: Authenticator,
  { prefix }: DestinationDigests,
  state: SendingState,
  { config: { settings } }: Dependencies,
): void {
  const isOffered = method.offer({ ...fresh, status: "active" }, settings) !== undefined;
  const isPaused = prefix !== undefined && state.paused.has(prefixArea(prefix));
  if (isOffered && !isPaused && canReach(method.channel, fresh, settings, state)) return;
  throw new Problem("delivery_unavailable", { methods: [] });
}

interface Sending {
  readonly method: SendingMethod;
  readonly added: Authenticator;
  readonly proof: PendingProof & { readonly challenge: Challenge };
  /** What was charged for it, to be given back when nothing comes of it. */
  readonly charges: readonly Throttle[];
  readonly shares: readonly Share[];
}

/** @throws Problem `delivery_unavailable`; one that may have gone all the same has cost its money. */
async function send({ method, added, proof, charges, shares }: Sending, acting: Acting, needs: Dependencies) {
  const { authenticators, config, log, roots, throttles } = needs;
  const { account, now } = acting;
  const { sub, locale } = account.subject;
  const { challenge } = proof;
  const { authenticatorId } = added;
  // What is sent again is of the key that it was first sent under.
  const root = (await roots.challenge.find(challenge.keyId)) ?? (await roots.challenge.current());
  const delivery = method.deliver({
    challenge,
    authenticator: added,
    codeKey: root.derive("out-of-band-code"),
    purpose: "number_check",
    locale,
    host: new URL(config.origin).hostname,
    settings: config.settings,
  });
  const handed = await hand(delivery, { sub, authenticatorId, challengeId: challenge.challengeId }, needs);
  if (handed.sent) return log.write("challenge_sent", { method: method.type, channel: method.channel });
  log.write("challenge_not_sent", { method: method.type, channel: method.channel, why: handed.why });
  const isUnknown = handed.why === "no_answer";
  await Promise.all([
    authenticators.recordUnsent(sub, authenticatorId, proof, isUnknown ? "unknown" : "failed"),
    throttles.refund(charges, now, isUnknown ? [] : shares),
  ]);
  throw new Problem("delivery_unavailable", { methods: [] });
}

function challengeViewOf({ challenge, sends, attemptsLeft }: Sending["proof"], { config }: Dependencies) {
  const { reference, delivery, callKey } = challenge;
  return {
    reference,
    delivery,
    ...(callKey === undefined ? {} : { callKey }),
    resendAt: toRfc3339(resendAt(challenge, sends, config.settings.sends)),
    attemptsLeft,
  };
}
