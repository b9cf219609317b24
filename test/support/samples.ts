import { rootKeyOf } from "../../shared/adapters/kms/roots.ts";
import { type Authenticator, newSubject } from "../../shared/domain/account.ts";
import { type Activity, activityOf, type Traces } from "../../shared/domain/activity.ts";
import { days, minutes } from "../../shared/domain/duration.ts";
import type { Challenge, Login } from "../../shared/domain/login.ts";
import type { RiskGrades } from "../../shared/domain/risk.ts";
import type { TrustedBrowser, WholeAccount } from "../../shared/domain/trusted-browser.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { KeyRing, RootKey } from "../../shared/ports/roots.ts";

/** An instant of tests: far enough ahead that no emulator's TTL takes an item away. */
export const now = Date.UTC(2033, 4, 18, 3, 33, 20);

/** What an operator has who sets nothing. */
export const settings = parseSettings({});

export const phoneOf = (changes: Partial<Authenticator> = {}): Authenticator => ({
  authenticatorId: "AAAAAAAAAAAAAAAAAAAAAA",
  type: "phone",
  destination: "+819012345678",
  country: "JP",
  status: "active",
  missesInARow: 0,
  createdAt: now,
  ...changes,
});

export const accountOf = (authenticators: readonly Authenticator[] = [phoneOf()]): WholeAccount => ({
  subject: {
    sub: "SSSSSSSSSSSSSSSSSSSSSQ",
    identifier: "hanako@example.jp",
    locale: "ja",
    secondFactor: true,
    epoch: 0,
    createdAt: now,
    ...newSubject(settings),
  },
  authenticators,
  browsers: [],
});

/** A browser that has just been trusted. */
export const browserOf = (changes: Partial<TrustedBrowser> = {}): TrustedBrowser => ({
  browserId: "BBBBBBBBBBBBBBBBBBBBBA",
  sub: "SSSSSSSSSSSSSSSSSSSSSQ",
  name: "Chrome / Windows",
  epoch: 0,
  trustEpoch: 0,
  from: { browser: "Chrome", system: "Windows" },
  basis: { keyId: "a2V5MQ", nonce: "NNNNNNNNNNNNNNNNNNNNNA" },
  newest: "newest",
  isSeen: false,
  rotatedAt: now,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: now + days(30),
  sessionId: "session",
  ...changes,
});

/** A login that has just begun. */
export const loginOf = (changes: Partial<Login> = {}): Login => ({
  loginId: "LLLLLLLLLLLLLLLLLLLLLQ",
  sub: "SSSSSSSSSSSSSSSSSSSSSQ",
  epoch: 0,
  purpose: "sign_in",
  reason: "enabled",
  state: "pending",
  generation: 0,
  attemptsLeft: 5,
  sends: 0,
  from: {},
  createdAt: now,
  expiresAt: now + minutes(30),
  ...changes,
});

/** A challenge that was sent this moment. */
export const challengeOf = (changes: Partial<Challenge> = {}): Challenge => ({
  challengeId: "CCCCCCCCCCCCCCCCCCCCCA",
  methodId: "sms_code.AAAAAAAAAAAAAAAAAAAAAA",
  type: "sms_code",
  authenticatorId: "AAAAAAAAAAAAAAAAAAAAAA",
  keyId: "a2V5MQ",
  reference: "W7",
  createdAt: now,
  expiresAt: now + minutes(5),
  lastSentAt: now,
  delivery: "sent",
  ...changes,
});

/** Something that happened to the account; each id is another event. */
export const activityFor = (sub: string, id = "1", kind: Activity["kind"] = "settings_changed", at = now): Activity =>
  activityOf(kind, { sub, id, at }, {}, settings);

/** What a change leaves behind that tells nobody. */
export const tracesFor = (sub: string): Traces => ({ notices: [], activities: [activityFor(sub)] });

/** A root as KMS would give it for this key. */
export const rootOf = (byte: number): RootKey => rootKeyOf(new Uint8Array(32).fill(byte));

/** A ring of roots without KMS: the first is the current one. */
export const ringOf = (...roots: readonly [RootKey, ...RootKey[]]): KeyRing => ({
  current: async () => roots[0],
  find: async (keyId) => roots.find((root) => root.keyId === keyId),
});

/** A sign-in that nothing speaks against. */
export const noGrades: RiskGrades = {
  unknownBrowser: 0,
  newNetwork: 0,
  newCountry: 0,
  impossibleTravel: 0,
  failures: 0,
  denials: 0,
  sends: 0,
  changedDestination: 0,
  listedAddress: 0,
  unusualHour: 0,
};
