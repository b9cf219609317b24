import type { Dependencies } from "../dependencies.ts";
import type { Account } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import type { Challenge, Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";
import type { Throttle } from "../domain/throttle.ts";
import type { Offered } from "../methods/index.ts";
import type { Delivery } from "../methods/method.ts";
import type { Handed } from "../ports/handed.ts";

type Needs = Pick<Dependencies, "config" | "email" | "log" | "logins" | "roots" | "sms" | "throttles">;

interface Sending {
  readonly login: Login;
  readonly challenge: Challenge;
  readonly chosen: Offered;
  readonly account: Account;
  /** What was charged for it, to be given back when nothing comes of it. */
  readonly charges: readonly Throttle[];
  readonly now: Instant;
}

/**
 * Hands the challenge's message to its channel.
 *
 * @throws Problem `delivery_unavailable` with the methods that remain; the send is then given back.
 */
export async function deliver(sending: Sending, needs: Needs): Promise<void> {
  const { login, challenge, chosen, account, charges, now } = sending;
  const { config, log, logins, roots, throttles } = needs;
  const root = (await roots.challenge.find(challenge.keyId)) ?? (await roots.challenge.current());
  const delivery = chosen.method.deliver({
    challenge,
    authenticator: chosen.authenticator,
    codeKey: root.derive("out-of-band-code"),
    locale: login.locale ?? account.subject.locale,
    host: new URL(config.origin).hostname,
    settings: config.settings,
  });
  const handed = await hand(delivery, needs);
  if (handed.sent) return log.write("challenge_sent", { method: challenge.type });
  log.write("challenge_not_sent", { method: challenge.type, why: handed.why });
  await Promise.all([logins.recordFailedSend(login.loginId, challenge), throttles.refund(charges, now)]);
  const others = login.methods?.filter(({ methodId }) => methodId !== challenge.methodId) ?? [];
  throw new Problem("delivery_unavailable", { methods: others });
}

function hand(delivery: Delivery, { email, sms }: Needs): Promise<Handed> {
  switch (delivery.channel) {
    case "sms":
      return sms.send(delivery.to, delivery.text);
    case "email":
      return email.send(delivery.to, delivery.email);
  }
}
