import type { Dependencies } from "../../shared/dependencies.ts";
import type { Instant } from "../../shared/domain/duration.ts";
import type { Challenge, Login } from "../../shared/domain/login.ts";
import type { DestinationDigests } from "../../shared/domain/send-charges.ts";
import { callKeyOf, challengeEnd, referenceOf, repeatable } from "../../shared/domain/send-plan.ts";
import type { Offered } from "../../shared/methods/index.ts";
import type { RootKey } from "../../shared/ports/roots.ts";

/** The challenge that goes on, when this is a resend; else a new one, and what was asked before it is void. */
export function planChallenge(
  login: Login,
  { offer, authenticator }: Offered,
  {
    root,
    prefix,
    now,
  }: { readonly root: RootKey; readonly prefix: DestinationDigests["prefix"]; readonly now: Instant },
  { config, random }: Pick<Dependencies, "config" | "random">,
): Challenge {
  const standing = repeatable(login, offer.methodId, config.settings, now);
  if (standing !== undefined) return { ...standing, lastSentAt: now, delivery: "sent" };
  const { country } = authenticator;
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: offer.methodId,
    type: offer.type,
    authenticatorId: authenticator.authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    ...(offer.type === "voice" ? { callKey: callKeyOf(random.bytes(1)) } : {}),
    ...(country === undefined || prefix === undefined ? {} : { area: { country, prefix } }),
    createdAt: now,
    expiresAt: challengeEnd(login, config.settings, now),
    lastSentAt: now,
    delivery: "sent",
  };
}
