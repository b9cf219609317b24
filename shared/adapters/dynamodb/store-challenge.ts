import { randomUUID } from "node:crypto";
import { hours, type Instant, toEpochSeconds } from "../../domain/duration.ts";
import { Login } from "../../domain/login.ts";
import { nextShard, type Share } from "../../domain/shared-counter.ts";
import type { PlannedChallenge, Refused, Stored } from "../../ports/logins.ts";
import { loginKey, receiptKey } from "./keys.ts";
import { adding } from "./shares.ts";
import type { Change, Item, Part, Table } from "./table.ts";
import { closesAt, opening, whileOpen } from "./throttles.ts";

/** A full shard says little of the others: so many are asked before the counter counts as full. */
const shardsAsked = 3;

/** What a try assumes: which windows are open, and which shards have room. */
interface Assumed {
  readonly isOpen: readonly boolean[];
  readonly shares: readonly Share[];
}

/** What the login's and the charges' parts that failed had in their way, by their places. */
type Failed = ReadonlyMap<number, Item | undefined>;

/**
 * Stores a challenge and charges its sends in one transaction, so that a refusal leaves nothing behind.
 *
 * A window's first charge and a later one are different writes, and the windows are not read first: the first send of
 * a login bets that they are closed, a resend that they are open. A lost bet costs one more round trip, made with what
 * the refusal showed; so does a full shard.
 *
 * @returns the shares as they were charged, when all is well.
 */
export async function storeChallenge(
  table: Table,
  before: Login,
  planned: PlannedChallenge,
  now: Instant,
): Promise<Stored | Refused> {
  let assumed: Assumed = { isOpen: planned.charges.map(() => before.sends > 0), shares: planned.shares };
  for (let tries = 1; ; tries += 1) {
    const failed = await table.transact(partsOf(before, planned, assumed, now), randomUUID());
    if (failed === undefined) return { accepted: true, shares: assumed.shares };
    const refusal = refusalOf(failed, planned, now);
    if (refusal !== undefined) return refusal;
    const full = assumed.shares.find((_, place) => failed.has(1 + planned.charges.length + place));
    if (full !== undefined && (tries >= shardsAsked || tries >= full.shards)) {
      return { accepted: false, refusedBy: full, until: full.closesAt };
    }
    if (tries > shardsAsked) return { refused: true, login: before };
    assumed = corrected(assumed, failed);
  }
}

/** The login's part comes first, then one part a charge, one a share, and the receipt. */
function partsOf(before: Login, planned: PlannedChallenge, { isOpen, shares }: Assumed, now: Instant): Part[] {
  const charges = planned.charges.map((throttle, place) => {
    const chargeId = randomUUID();
    return { update: isOpen[place] ? whileOpen(throttle, now, chargeId) : opening(throttle, now, chargeId) };
  });
  const { receipt, challenge } = planned;
  const { challengeId, authenticatorId } = challenge;
  const { loginId, sub } = before;
  const ttl = toEpochSeconds(now + hours(1));
  return [
    { update: loginChange(before, planned, now) },
    ...charges,
    ...shares.map((share) => ({ update: adding(share) })),
    ...(receipt === undefined
      ? []
      : [{ put: { ...receiptKey(receipt), loginId, challengeId, authenticatorId, sub, sentAt: now, ttl } }]),
  ];
}

const loginChange = (before: Login, { challenge, methods, request }: PlannedChallenge, now: Instant): Change => ({
  key: loginKey(before.loginId),
  update: `SET challenge = :challenge, #methods = :methods, sends = :sends${
    request === undefined ? "" : ", challengeRequest = :request"
  }`,
  // Two calls at once: the second finds the count of sends moved, and neither sends for the other.
  condition:
    "#state = :pending AND generation = :generation AND expiresAt > :now AND attemptsLeft > :zero AND sends = :before",
  names: { "#state": "state", "#methods": "methods" },
  values: {
    ":challenge": challenge,
    ":methods": methods,
    ":sends": before.sends + 1,
    ":request": request,
    ":pending": "pending",
    ":generation": before.generation,
    ":now": now,
    ":zero": 0,
    ":before": before.sends,
  },
});

/** What the failed parts mean: the login forbids it, or a window is open and full. Nothing: what was assumed was wrong. */
function refusalOf(failed: Failed, { charges }: PlannedChallenge, now: Instant): Stored | Refused | undefined {
  if (failed.has(0)) {
    const stored = failed.get(0);
    return { refused: true, login: stored && Login.parse(stored) };
  }
  const full = charges.find((throttle, place) => {
    const stored = failed.get(place + 1);
    return stored !== undefined && Number(stored.closesAt) > now && Number(stored.charges) >= throttle.limit;
  });
  if (full === undefined) return undefined;
  const item = failed.get(charges.indexOf(full) + 1);
  return { accepted: false, refusedBy: full, until: closesAt({ item }, full, now) };
}

const corrected = ({ isOpen, shares }: Assumed, failed: Failed): Assumed => ({
  isOpen: isOpen.map((open, place) => (failed.has(place + 1) ? !open : open)),
  shares: shares.map((share, place) => (failed.has(1 + isOpen.length + place) ? nextShard(share) : share)),
});
