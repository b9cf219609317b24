import { type Instant, minutes, toEpochSeconds } from "../../domain/duration.ts";
import { type Challenge, Login } from "../../domain/login.ts";
import type { PlannedChallenge, Refused, Stored } from "../../ports/logins.ts";
import { activityParts } from "./activities.ts";
import { chargeStored, receiptParts } from "./charged.ts";
import { loginKey, requestKey } from "./keys.ts";
import type { Change, Part, Table } from "./table.ts";

/** Stores a challenge and charges its message, all or nothing. */
export async function storeChallenge(
  table: Table,
  before: Login,
  planned: PlannedChallenge,
  now: Instant,
): Promise<Stored | Refused> {
  const { charges, windows, shares, receipt, challenge, activities } = planned;
  const { challengeId, authenticatorId } = challenge;
  const { loginId, sub } = before;
  const stored = await chargeStored(table, {
    main: loginChange(before, planned, now),
    charges,
    shares,
    extra: [
      ...receiptParts(receipt, { loginId, sub, challengeId, authenticatorId }, now),
      ...requestParts(before, challenge),
      ...activityParts(activities),
    ],
    isResend: before.sends > 0,
    windows,
    now,
  });
  if (!("refused" in stored)) return stored;
  return { refused: true, login: stored.isCrowded ? before : stored.item && Login.parse(stored.item) };
}

/** By what its app finds the login; its own key is known to the first screen alone. */
const requestParts = ({ sub, loginId }: Login, { type, expiresAt }: Challenge): Part[] =>
  type === "app"
    ? [{ put: { ...requestKey(sub, loginId), loginId, expiresAt, ttl: toEpochSeconds(expiresAt + minutes(1)) } }]
    : [];

const loginChange = (
  before: Login,
  { challenge, methods, trustDays, request, sends }: PlannedChallenge,
  now: Instant,
): Change => ({
  key: loginKey(before.loginId),
  update: `SET challenge = :challenge, #methods = :methods, sends = :sends${
    trustDays === undefined ? "" : ", trustDays = :days"
  }${request === undefined ? "" : ", challengeRequest = :request"}${challenge.link === undefined ? "" : ", links = :links"}`,
  // Two calls at once: the second finds the count of sends moved, and neither sends for the other.
  condition:
    "#state = :pending AND generation = :generation AND expiresAt > :now AND attemptsLeft > :zero AND sends = :before AND attribute_not_exists(secondFactor)",
  names: { "#state": "state", "#methods": "methods" },
  values: {
    ":challenge": challenge,
    ":methods": methods,
    ":days": trustDays,
    ":sends": sends,
    ":request": request,
    ":links": challenge.link?.number,
    ":pending": "pending",
    ":generation": before.generation,
    ":now": now,
    ":zero": 0,
    ":before": before.sends,
  },
});
