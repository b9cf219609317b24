import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account } from "../../shared/domain/account.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import type { Challenge, Login } from "../../shared/domain/login.ts";
import { purposeOf } from "../../shared/domain/message-purpose.ts";
import { unreachableNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import { approvalPush } from "../../shared/messages/push.ts";
import { alternativesTo } from "../../shared/methods/alternatives.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { Refusal } from "../../shared/ports/handed.ts";

interface Asking {
  readonly login: Login;
  readonly challenge: Challenge;
  readonly chosen: Offered;
  readonly offers: readonly Offered[];
  readonly account: Account;
  readonly now: Instant;
}

interface Charged extends Asking {
  /** What was charged for it, to be given back when nothing comes of it. */
  readonly charges: readonly Throttle[];
}

/**
 * Pushes to the app that something waits for it. An app that is only looked at is asked without a push.
 *
 * @throws Problem `delivery_unavailable` with the methods that still work; the request is then given back, and an app
 * that is gone is not asked again.
 */
export async function pushRequest(asking: Charged, needs: Dependencies): Promise<void> {
  const { chosen, offers } = asking;
  const why = await push(asking, needs);
  if (why === undefined) return;
  await Promise.all([giveBack(asking, why, needs), forget(asking, why, needs)]);
  throw new Problem("delivery_unavailable", {
    methods: alternativesTo(chosen, offers, why === "invalid_destination" ? "this_way" : "all_of_its_type"),
  });
}

/**
 * The same before a password: whoever asked may be a stranger, and nothing is given back that they could count. The
 * holder learns what came of it once the password is proved.
 */
export async function pushUnseen(asking: Asking, needs: Dependencies): Promise<void> {
  const { login, challenge } = asking;
  const why = await push(asking, needs);
  if (why === undefined) return;
  await Promise.all([
    needs.logins.recordDelivery(login.loginId, challenge.challengeId, deliveryAfter(why)),
    forget(asking, why, needs),
  ]);
}

/** @returns why it was not sent, if it was not. */
async function push(asking: Asking, { config, log, push }: Dependencies): Promise<Refusal | undefined> {
  const { login, challenge, chosen, account, now } = asking;
  const target = chosen.authenticator.push;
  if (target === undefined) return undefined;
  const words = approvalPush(login.locale ?? account.subject.locale, {
    purpose: purposeOf(login),
    shortName: config.settings.service.shortName,
    reference: challenge.reference,
  });
  const handed = await push.send(target, { ...words, lifetimeSeconds: toSeconds(challenge.expiresAt - now) });
  if (handed.sent) {
    log.write("challenge_sent", { method: challenge.type, channel: "push" });
    return undefined;
  }
  log.write("challenge_not_sent", { method: challenge.type, channel: "push", why: handed.why });
  return handed.why;
}

/** A push that may have gone all the same counts, and may still be answered. */
const deliveryAfter = (why: Refusal) => (why === "no_answer" ? "unknown" : "failed");

async function giveBack(
  { login, challenge, charges, now }: Charged,
  why: Refusal,
  { logins, throttles }: Dependencies,
): Promise<void> {
  await Promise.all([
    logins.recordUnsent(login.loginId, challenge, deliveryAfter(why)),
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
