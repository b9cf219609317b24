import { randomUUID } from "node:crypto";
import type { Instant } from "../../domain/duration.ts";
import { Login } from "../../domain/login.ts";
import { accepted, type Charge, type Throttle } from "../../domain/throttle.ts";
import type { PlannedChallenge, Refused } from "../../ports/logins.ts";
import { loginKey } from "./keys.ts";
import type { Item, Table } from "./table.ts";
import { closesAt, opening, whileOpen } from "./throttles.ts";

/**
 * Stores a challenge and charges its sends in one transaction, so that a refusal leaves nothing behind.
 *
 * A window's first charge and a later one are different writes, and the windows are not read first: the first send of
 * a login bets that they are closed, a resend that they are open. A lost bet costs one more round trip, made with what
 * the refusal showed.
 */
export async function storeChallenge(
  table: Table,
  before: Login,
  planned: PlannedChallenge,
  now: Instant,
): Promise<Charge | Refused> {
  const bet = planned.charges.map(() => before.sends > 0);
  const failed = await attempt(table, before, planned, bet, now);
  if (failed === undefined) return accepted;
  const isOpen = planned.charges.map((_, place) => (failed.has(place + 1) ? !bet[place] : bet[place] === true));
  const settled = refusal(failed, planned, now);
  if (settled !== undefined) return settled;
  const again = await attempt(table, before, planned, isOpen, now);
  return again === undefined ? accepted : (refusal(again, planned, now) ?? { refused: true, login: before });
}

/** The login's part comes first, then one part a charge. */
async function attempt(
  table: Table,
  before: Login,
  { challenge, methods, request, charges }: PlannedChallenge,
  isOpen: readonly boolean[],
  now: Instant,
) {
  const login = {
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
  };
  const charge = (throttle: Throttle, place: number) => {
    const chargeId = randomUUID();
    return { update: isOpen[place] ? whileOpen(throttle, now, chargeId) : opening(throttle, now, chargeId) };
  };
  return table.transact([{ update: login }, ...charges.map(charge)], randomUUID());
}

/** What the failed parts mean: the login forbids it, or a window is open and full. Nothing: the bet was wrong. */
function refusal(
  failed: ReadonlyMap<number, Item | undefined>,
  { charges }: PlannedChallenge,
  now: Instant,
): Charge | Refused | undefined {
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
