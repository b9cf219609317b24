import { randomUUID } from "node:crypto";
import { hours, type Instant, toEpochSeconds } from "../../domain/duration.ts";
import { nextShard, type Share } from "../../domain/shared-counter.ts";
import type { SeenWindows, Throttle } from "../../domain/throttle.ts";
import type { Stored } from "../../ports/logins.ts";
import { receiptKey } from "./keys.ts";
import { adding } from "./shares.ts";
import type { Change, Item, Part, Table } from "./table.ts";
import { closesAt, opening, whileOpen } from "./throttles.ts";

/** A full shard says little of the others: so many are asked before the counter counts as full. */
const shardsAsked = 3;

/** A write that is charged for a message. */
export interface Charged {
  /** What is written, if its condition holds. */
  readonly main: Change;
  readonly charges: readonly Throttle[];
  readonly shares: readonly Share[];
  /** What is written beside it, and cannot fail. */
  readonly extra: readonly Part[];
  /** Whether something was sent before: then the windows are likely to be open. */
  readonly isResend: boolean;
  /** Those of which more is known. */
  readonly windows?: SeenWindows | undefined;
  readonly now: Instant;
}

/** What a try assumes: which windows are open, and which shards have room. */
interface Assumed {
  readonly isOpen: readonly boolean[];
  readonly shares: readonly Share[];
}

/** What the parts that failed had in their way, by their places: the main write first. */
type Failed = ReadonlyMap<number, Item | undefined>;

/** The main write was refused, with the item as it stands; or others were first again and again. */
export interface MainRefused {
  readonly refused: true;
  readonly item: Item | undefined;
  readonly isCrowded: boolean;
}

/**
 * Writes something and charges its message in one transaction, so that a refusal leaves nothing behind.
 *
 * A window's first charge and a later one are different writes, and most windows are not read first: a first message
 * bets that they are closed, a resend that they are open. A lost bet costs one more round trip, made with what the
 * refusal showed; so does a full shard.
 *
 * @returns the shares as they were charged, when all is well.
 */
export async function chargeStored(table: Table, charged: Charged): Promise<Stored | MainRefused> {
  const { charges, isResend, windows = {} } = charged;
  let assumed: Assumed = { isOpen: charges.map(({ scope }) => windows[scope] ?? isResend), shares: charged.shares };
  for (let tries = 1; ; tries += 1) {
    const failed = await table.transact(partsOf(charged, assumed), randomUUID());
    if (failed === undefined) return { accepted: true, shares: assumed.shares };
    const refusal = refusalOf(failed, charged);
    if (refusal !== undefined) return refusal;
    const full = assumed.shares.find((_, place) => failed.has(1 + charges.length + place));
    if (full !== undefined && (tries >= shardsAsked || tries >= full.shards)) {
      return { accepted: false, refusedBy: full, until: full.closesAt };
    }
    if (tries > shardsAsked) return { refused: true, item: undefined, isCrowded: true };
    assumed = corrected(assumed, failed);
  }
}

/** The main write comes first, then one part a charge, one a share, and the rest. */
function partsOf({ main, charges, extra, now }: Charged, { isOpen, shares }: Assumed): Part[] {
  return [
    { update: main },
    ...charges.map((throttle, place) => {
      const chargeId = randomUUID();
      return { update: isOpen[place] ? whileOpen(throttle, now, chargeId) : opening(throttle, now, chargeId) };
    }),
    ...shares.map((share) => ({ update: adding(share) })),
    ...extra,
  ];
}

/** What the failed parts mean: the main write is refused, or a window is open and full. Nothing: what was assumed was wrong. */
function refusalOf(failed: Failed, { charges, now }: Charged): Stored | MainRefused | undefined {
  if (failed.has(0)) return { refused: true, item: failed.get(0), isCrowded: false };
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

interface SentFor {
  readonly sub: string;
  readonly authenticatorId: string;
  readonly loginId?: string;
  readonly challengeId?: string;
}

/** The receipt of an SMS, by which its provider's report finds what it was sent for. @param digest of its number. */
export const receiptParts = (digest: string | undefined, sentFor: SentFor, now: Instant): Part[] =>
  digest === undefined
    ? []
    : [{ put: { ...receiptKey(digest), ...sentFor, sentAt: now, ttl: toEpochSeconds(now + hours(1)) } }];
