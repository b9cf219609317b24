import type { Dependencies } from "../../shared/dependencies.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { type Instant, seconds, toRfc3339, toSeconds } from "../../shared/domain/duration.ts";
import { sourceSends } from "../../shared/domain/limits.ts";
import type { Challenge } from "../../shared/domain/login.ts";
import { parsePhone } from "../../shared/domain/phone.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { digestsOf, sendCharges } from "../../shared/domain/send-charges.ts";
import { callKeyOf, referenceOf, resendAt } from "../../shared/domain/send-plan.ts";
import { canReach, prefixArea } from "../../shared/domain/sending-state.ts";
import { sharesOf } from "../../shared/domain/shared-counter.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { methods } from "../../shared/methods/index.ts";
import type { SendingMethod } from "../../shared/methods/method.ts";
import type { RootKey } from "../../shared/ports/roots.ts";
import { hand } from "../../shared/steps/deliver.ts";
import type { Held } from "../../shared/steps/hold-session.ts";
import { proofTime, proofTries } from "./add-app.ts";
import { assertRoom } from "./assert-room.ts";

type Request = RequestOf<"addAuthenticator">;

/**
 * Sends a code to a new number or address; asked for again, it sends again, after a wait. Everything that a code for
 * signing in is charged, this one is too.
 */
export async function addDestination(request: Request, held: Held, needs: Dependencies) {
  const { authenticators, config, log, random, roots, sendingStates, throttles } = needs;
  const { settings } = config;
  const { account, now } = held;
  const { sub } = account.subject;
  const source = sourceSends((await request.source()).network, settings);
  const [state, asked, root] = await Promise.all([
    sendingStates.read(now),
    throttles.charge([source], now),
    roots.challenge.current(),
  ]);
  const method = methodOf(request.body);
  const { standing, fresh } = candidateOf(request.body, held, needs);
  if (standing === undefined) assertRoom(held);
  assertGap(standing, needs, now);
  if (!asked.accepted) {
    log.write("throttle_refused", { scope: asked.refusedBy.scope });
    throw new Problem("too_many_sends", { retryAfter: toSeconds(asked.until - now) });
  }
  const digests = digestsOf(fresh, root.derive("destination-digest"));
  const isPaused = digests.prefix !== undefined && state.paused.has(prefixArea(digests.prefix));
  const isOffered = method.offer({ ...fresh, status: "active" }, settings) !== undefined;
  if (!isOffered || isPaused || !canReach(method.channel, fresh, settings, state)) {
    throw new Problem("delivery_unavailable", { methods: [] });
  }

  const challenge = challengeOf(standing, fresh, method, root, needs, now);
  const sendsBefore = standing?.proof?.sends ?? 0;
  const proof = {
    expiresAt: now + proofTime,
    attemptsLeft: standing?.proof?.attemptsLeft ?? proofTries,
    replaces: request.body.replaces,
    challenge,
    sends: sendsBefore + 1,
  };
  const added: Authenticator = { ...fresh, proof };
  const charges = sendCharges(method.channel, digests, settings);
  const [chance = 0] = random.bytes(1);
  const shares = sharesOf(method.channel, fresh.country, settings, now, chance);
  const receipt = method.channel === "sms" ? digests.destination : undefined;
  const stored = await authenticators.storePending(
    sub,
    { authenticator: added, sendsBefore, charges, shares, receipt },
    now,
  );
  if (stored === "changed") throw new Problem("changed_meanwhile");
  if (!stored.accepted) {
    log.write("throttle_refused", { scope: stored.refusedBy.scope });
    throw new Problem("too_many_sends", { retryAfter: toSeconds(stored.until - now) });
  }

  const delivery = method.deliver({
    challenge,
    authenticator: added,
    codeKey: root.derive("out-of-band-code"),
    purpose: "number_check",
    locale: account.subject.locale,
    host: new URL(config.origin).hostname,
    settings,
  });
  const { authenticatorId } = added;
  const handed = await hand(delivery, { sub, authenticatorId, challengeId: challenge.challengeId }, needs);
  if (!handed.sent) {
    log.write("challenge_not_sent", { method: method.type, why: handed.why });
    const isUnknown = handed.why === "no_answer";
    await Promise.all([
      authenticators.recordUnsent(sub, authenticatorId, proof, isUnknown ? "unknown" : "failed"),
      throttles.refund([...charges, source], now, isUnknown ? [] : stored.shares),
    ]);
    throw new Problem("delivery_unavailable", { methods: [] });
  }
  log.write("challenge_sent", { method: method.type });
  const { reference, callKey } = challenge;
  return {
    added,
    shown: {
      challenge: {
        reference,
        delivery: challenge.delivery,
        ...(callKey === undefined ? {} : { callKey }),
        resendAt: toRfc3339(resendAt(challenge, proof.sends, settings.sends)),
        attemptsLeft: proof.attemptsLeft,
      },
    },
  };
}

function methodOf({ type, via }: Request["body"]): SendingMethod {
  if (type === "email") return methods.email_code;
  return via === "voice" ? methods.voice : methods.sms_code;
}

/** The number or address that is to be proved: as it stands from an earlier call, or new. */
function candidateOf({ type, destination = "", name }: Request["body"], { account, now }: Held, needs: Dependencies) {
  const where = type === "phone" ? phoneOf(destination, needs) : { destination: addressOf(destination) };
  const same = account.authenticators.filter((one) => one.type === type && one.destination === where.destination);
  if (same.some(({ status }) => status !== "pending")) throw invalid("is registered already");
  const standing = same.find(({ proof }) => proof !== undefined && proof.expiresAt > now);
  const authenticatorId = standing?.authenticatorId ?? Buffer.from(needs.random.bytes(16)).toString("base64url");
  const fresh: Authenticator = {
    authenticatorId,
    type: type === "phone" ? "phone" : "email",
    ...where,
    name: name ?? standing?.name,
    status: "pending",
    missesInARow: 0,
    createdAt: standing?.createdAt ?? now,
  };
  return { standing, fresh };
}

function phoneOf(typed: string, { config }: Dependencies) {
  const phone = parsePhone(typed, config.settings.sends.countries);
  if (typeof phone === "string") throw invalid(phone);
  return { destination: phone.e164, country: phone.country, line: phone.line };
}

function addressOf(typed: string): string {
  const address = typed.trim();
  if (/^[^\s@"<>()[\],;:\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(address)) return address;
  throw invalid("must be a mail address");
}

const invalid = (detail: string) => new Problem("invalid_request", { errors: [{ pointer: "/destination", detail }] });

function assertGap(standing: Authenticator | undefined, { config }: Dependencies, now: Instant): void {
  const { challenge, sends = 0 } = standing?.proof ?? {};
  if (challenge === undefined) return;
  const until = resendAt(challenge, sends, config.settings.sends);
  if (until > now) throw new Problem("too_many_sends", { retryAfter: toSeconds(until - now) });
  if (sends >= config.settings.sends.perLogin) {
    throw new Problem("too_many_sends", { retryAfter: toSeconds((standing?.proof?.expiresAt ?? now) - now) });
  }
}

/** The same code again by the same method, in the first half of its life; else another. */
function challengeOf(
  standing: Authenticator | undefined,
  { authenticatorId }: Authenticator,
  { type }: SendingMethod,
  root: RootKey,
  { config, random }: Dependencies,
  now: Instant,
): Challenge {
  const life = seconds(config.settings.codes.lifetimeSeconds);
  const before = standing?.proof?.challenge;
  if (before?.type === type && before.createdAt + life / 2 > now)
    return { ...before, lastSentAt: now, delivery: "sent" };
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: `${type}.${authenticatorId}`,
    type,
    authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    ...(type === "voice" ? { callKey: callKeyOf(random.bytes(1)) } : {}),
    createdAt: now,
    expiresAt: now + life,
    lastSentAt: now,
    delivery: "sent",
  };
}
