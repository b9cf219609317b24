import type { Dependencies } from "../../dependencies.ts";
import type { PendingProof } from "../../domain/account.ts";
import { type Instant, seconds } from "../../domain/duration.ts";
import type { Challenge } from "../../domain/login.ts";
import type { DestinationDigests } from "../../domain/send-charges.ts";
import { areaAfter, callKeyOf, referenceOf } from "../../domain/send-plan.ts";
import type { SendingMethod } from "../../methods/method.ts";
import type { RootKey } from "../../ports/roots.ts";
import type { Candidate } from "./candidate.ts";
import { proofTime, proofTries } from "./limits.ts";

interface Means {
  readonly method: SendingMethod;
  readonly replaces: string | undefined;
  readonly root: RootKey;
  readonly prefix: DestinationDigests["prefix"];
  readonly now: Instant;
}

type Needs = Pick<Dependencies, "config" | "random">;

/** What will prove the new number or address. A resend refills no tries. */
export function planProof(candidate: Candidate, means: Means, needs: Needs) {
  const before = candidate.standing?.proof;
  return {
    expiresAt: means.now + proofTime,
    attemptsLeft: before?.attemptsLeft ?? proofTries,
    replaces: means.replaces,
    challenge: challengeOf(candidate, means, needs),
    sends: (before?.sends ?? 0) + 1,
  } satisfies PendingProof;
}

/** The same code again by the same method, in the first half of its life; else another. */
function challengeOf(
  { standing, fresh: { authenticatorId, country } }: Candidate,
  { method: { type }, root, prefix, now }: Means,
  { config, random }: Needs,
): Challenge {
  const life = seconds(config.settings.codes.lifetimeSeconds);
  const before = standing?.proof?.challenge;
  const area = areaAfter(before, country, prefix);
  if (before?.type === type && before.createdAt + life / 2 > now) {
    return { ...before, lastSentAt: now, delivery: "sent", ...(area && { area }) };
  }
  return {
    challengeId: Buffer.from(random.bytes(16)).toString("base64url"),
    methodId: `${type}.${authenticatorId}`,
    type,
    authenticatorId,
    keyId: root.keyId,
    reference: referenceOf(random.bytes(2)),
    ...(type === "voice" ? { callKey: callKeyOf(random.bytes(1)) } : {}),
    ...(area && { area }),
    createdAt: now,
    expiresAt: now + life,
    lastSentAt: now,
    delivery: "sent",
  };
}
