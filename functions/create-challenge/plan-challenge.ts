import type { MethodType } from "../../shared/contract/schemas.ts";
import type { Dependencies } from "../../shared/dependencies.ts";
import type { Subject } from "../../shared/domain/account.ts";
import { type Instant, minutes } from "../../shared/domain/duration.ts";
import { isLinkType, linkEnd, linkModeOf } from "../../shared/domain/link.ts";
import { type Challenge, type Login, liveChallenge } from "../../shared/domain/login.ts";
import type { DestinationDigests } from "../../shared/domain/send-charges.ts";
import { areaAfter, callKeyOf, challengeEnd, referenceOf, repeatable } from "../../shared/domain/send-plan.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { RootKey } from "../../shared/ports/roots.ts";
import type { Settings } from "../../shared/settings.ts";

interface Basis {
  readonly root: RootKey;
  readonly subject: Subject;
  readonly prefix: DestinationDigests["prefix"];
  readonly now: Instant;
}

/** The challenge that goes on, when this is a resend; else a new one, and what was asked before it is void. */
export function planChallenge(
  login: Login,
  { offer, authenticator }: Offered,
  { root, subject, prefix, now }: Basis,
  { config, random }: Pick<Dependencies, "config" | "random">,
): Challenge {
  const standing = repeatable(login, offer.methodId, config.settings, now);
  const area = areaAfter(login.challenge, authenticator.country, prefix);
  if (standing !== undefined) return { ...standing, lastSentAt: now, delivery: "sent", ...(area && { area }) };
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: offer.methodId,
    type: offer.type,
    authenticatorId: authenticator.authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    ...(offer.type === "voice" ? { callKey: callKeyOf(random.bytes(1)) } : {}),
    ...(area && { area }),
    createdAt: now,
    expiresAt: challengeEnd(login, config.settings, now),
    lastSentAt: now,
    delivery: "sent",
    ...linkPart(login, offer.type, subject, config.settings, now),
  };
}

/** What a one-time URL has beside: its number in the login, how it is answered, and its own end. */
function linkPart(login: Login, type: MethodType, { signInNotices }: Subject, settings: Settings, now: Instant) {
  if (!isLinkType(type)) return {};
  const asksMatch = settings.approvals.matchNumber;
  return {
    link: { number: (login.links ?? 0) + 1 },
    ...(linkModeOf(type, settings) === "approve" ? { approval: { asksMatch } } : {}),
    tellsOwner: signInNotices,
    expiresAt: linkEnd(type, login, settings, now),
  };
}

/** What asks for a code that the person has already: it lives as long as its login. */
export function planHeldChallenge(
  login: Login,
  { offer, authenticator }: Offered,
  root: RootKey,
  { random }: Pick<Dependencies, "random">,
  now: Instant,
): Challenge {
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: offer.methodId,
    type: offer.type,
    authenticatorId: authenticator.authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    createdAt: now,
    expiresAt: login.expiresAt,
    lastSentAt: now,
    delivery: "none",
  };
}

/** What another device decides. The same request again while half of its life is left: two at once confuse people. */
export function planApproval(
  login: Login,
  chosen: Offered,
  { root, subject, now }: Pick<Basis, "root" | "subject" | "now">,
  { config, random }: Pick<Dependencies, "config" | "random">,
): Challenge {
  const { lifetimeMinutes, matchNumber } = config.settings.approvals;
  const life = minutes(lifetimeMinutes);
  const delivery = chosen.offer.type === "app" && chosen.authenticator.push !== undefined ? "sent" : "none";
  const before = liveChallenge(login, now);
  const isSame = before?.type === "app" && before.methodId === chosen.offer.methodId;
  if (isSame && before.createdAt + life / 2 > now) return { ...before, lastSentAt: now, delivery };
  return {
    ...planHeldChallenge(login, chosen, root, { random }, now),
    delivery,
    expiresAt: Math.min(now + life, login.expiresAt),
    approval: { asksMatch: matchNumber },
    tellsOwner: subject.signInNotices,
  };
}
