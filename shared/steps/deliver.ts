import type { Config } from "../config.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import { linkTokenOf } from "../domain/link-token.ts";
import type { Challenge, Login } from "../domain/login.ts";
import { purposeOf } from "../domain/message-purpose.ts";
import { Problem } from "../domain/problem.ts";
import type { Share } from "../domain/shared-counter.ts";
import type { Throttle } from "../domain/throttle.ts";
import { alternativesTo, type Failing } from "../methods/alternatives.ts";
import type { Offered } from "../methods/index.ts";
import type { Delivery, Sent } from "../methods/method.ts";
import type { Handed, Refusal } from "../ports/handed.ts";
import type { RootKey } from "../ports/roots.ts";

type Needs = Pick<Dependencies, "config" | "email" | "log" | "logins" | "roots" | "sms" | "throttles" | "voice">;

interface Sending {
  readonly login: Login;
  readonly challenge: Challenge;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
  readonly account: Account;
  /** What was charged for it, to be given back when nothing comes of it. */
  readonly charges: readonly Throttle[];
  readonly shares: readonly Share[];
  readonly now: Instant;
}

/** What else is out, where a provider refuses: one that is down or has had enough refuses everybody. */
const failingBy = {
  throttled: "this_channel",
  unavailable: "this_channel",
  no_answer: "this_channel",
  spend_limit: "this_channel",
  opted_out: "this_way",
  invalid_destination: "this_way",
} as const satisfies { readonly [Why in Refusal]: Failing };

/**
 * Hands the challenge's message to its channel.
 *
 * @throws Problem `delivery_unavailable` with the methods that still work; the send is then given back.
 */
export async function deliver(sending: Sending, needs: Needs): Promise<void> {
  const { challenge, chosen, offers } = sending;
  const { log } = needs;
  const { handed, channel } = await handOver(sending, needs);
  if (handed.sent) return log.write("challenge_sent", { method: challenge.type, channel });
  log.write("challenge_not_sent", { method: challenge.type, channel, why: handed.why });
  await giveBack(sending, handed.why, needs);
  throw new Problem("delivery_unavailable", { methods: alternativesTo(chosen, offers, failingBy[handed.why]) });
}

/**
 * The same before a password: whoever asked may be a stranger, and is told nothing of what came of it. The holder learns
 * it once the password is proved.
 */
export async function deliverUnseen(sending: Sending, needs: Needs): Promise<void> {
  const { login, challenge, charges, shares, now } = sending;
  const { log, logins, throttles } = needs;
  const { handed, channel } = await handOver(sending, needs);
  if (handed.sent) return log.write("challenge_sent", { method: challenge.type, channel });
  log.write("challenge_not_sent", { method: challenge.type, channel, why: handed.why });
  const isUnknown = handed.why === "no_answer";
  await Promise.all([
    logins.recordDelivery(login.loginId, challenge.challengeId, isUnknown ? "unknown" : "failed"),
    throttles.refund(charges, now, isUnknown ? [] : shares),
  ]);
}

/** What came of a message, and by which channel it went. */
interface HandedOver {
  readonly handed: Handed;
  readonly channel: Delivery["channel"];
}

async function handOver({ login, challenge, chosen, account }: Sending, needs: Needs): Promise<HandedOver> {
  const { config, roots } = needs;
  const root = (await roots.challenge.find(challenge.keyId)) ?? (await roots.challenge.current());
  if (chosen.method.channel === undefined) throw new Error("this method sends nothing");
  const delivery = chosen.method.deliver({
    challenge,
    authenticator: chosen.authenticator,
    codeKey: root.derive("out-of-band-code"),
    purpose: purposeOf(login),
    locale: login.locale ?? account.subject.locale,
    host: new URL(config.origin).hostname,
    url: urlOf(login, challenge, root, config),
    settings: config.settings,
  });
  const { challengeId, authenticatorId } = challenge;
  const sent = { loginId: login.loginId, sub: login.sub, challengeId, authenticatorId };
  return { handed: await hand(delivery, sent, needs), channel: delivery.channel };
}

/** The one-time URL, always of the configured host. Its token stands in the fragment, which no server ever sees. */
function urlOf({ loginId }: Login, { link }: Challenge, root: RootKey, { origin }: Config): string | undefined {
  if (link === undefined) return undefined;
  const token = linkTokenOf({ keyId: root.keyId, key: root.derive("link") }, { loginId, number: link.number });
  return `${origin}/v#${token}`;
}

/** Hands a message to its channel. @param sent what reports of it will name. */
export function hand(
  delivery: Delivery,
  sent: Sent,
  { email, sms, voice }: Pick<Needs, "email" | "sms" | "voice">,
): Promise<Handed> {
  switch (delivery.channel) {
    case "sms":
      return sms.send(delivery.to, delivery.text);
    case "voice":
      return voice.call(delivery.to, delivery.call, delivery.callId);
    case "email":
      return email.send(delivery.to, delivery.email, { ...sent });
  }
}

/** A message that may have gone all the same has cost its money, and still may be answered. */
async function giveBack(sending: Sending, why: Refusal, { logins, throttles }: Needs): Promise<void> {
  const { login, challenge, charges, shares, now } = sending;
  const isUnknown = why === "no_answer";
  await Promise.all([
    logins.recordUnsent(login.loginId, challenge, isUnknown ? "unknown" : "failed"),
    throttles.refund(charges, now, isUnknown ? [] : shares),
  ]);
}
