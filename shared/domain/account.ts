import * as z from "zod/mini";
import { locales, pushPlatforms, trustDays } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import { reaches } from "./channel.ts";
import { Challenge } from "./login.ts";
import { Recovery } from "./recovery.ts";

/** What an identifier opens: the subject and the password. Kept apart from the subject so that sign-in reads it first. */
export const Credential = z.object({
  identifierKey: z.string(),
  sub: z.string(),
  /** None once an operator has voided it, until its owner chooses a new one. */
  passwordHash: z.optional(z.string()),
  /** Moves with every password change and reset: whatever was begun before it is void. */
  epoch: z.int(),
  /** Since when nobody signs in by it. */
  lockedAt: z.optional(z.int()),
  /** Since when it must be changed before it opens anything again: its owner said "not me". */
  changeDueSince: z.optional(z.int()),
});
export type Credential = z.infer<typeof Credential>;

export const Subject = z.object({
  sub: z.string(),
  identifier: z.string(),
  locale: z.enum(locales),
  /** Whether two-step verification is on. */
  secondFactor: z.boolean(),
  epoch: z.int(),
  /** Moves with every change of settings or authenticators: what was read before it is stale. */
  version: z._default(z.int(), 0),
  defaultMethodId: z.optional(z.string()),
  /** As its owner chose, or the service when it was made; what counts is `trustDaysOf`. */
  trustDays: z._default(z.literal(trustDays), 30),
  /** Moves when every trusted browser is to be forgotten at once. */
  trustEpoch: z._default(z.int(), 0),
  signInNotices: z._default(z.boolean(), false),
  /** Since when an operator has it locked; the credential says so too, where sign-in looks first. */
  lockedAt: z.optional(z.int()),
  /** Since when its owner's "not me" stands: a new password settles it, or an operator who voids the one of before. */
  disavowedAt: z.optional(z.int()),
  /** The last one that was begun, unless it was cancelled or came to its end. */
  recovery: z.optional(Recovery),
  createdAt: z.int(),
});
export type Subject = z.infer<typeof Subject>;

/** What nobody has chosen yet. */
export const newSubject = ({ trust }: Settings) =>
  ({ version: 0, trustDays: trust.days, trustEpoch: 0, signInNotices: false }) as const;

/** A seed under a key of the vault: AES-256-GCM. */
const SealedSeed = z.object({ keyId: z.string(), sealed: z.string() });

/** What proves a new authenticator, until when, and how often it may still be tried. */
export const PendingProof = z.object({
  expiresAt: z.int(),
  attemptsLeft: z.int(),
  /** The authenticator that goes once this one is proved. */
  replaces: z.optional(z.string()),
  /** `phone`, `email`: the code that was sent there; derived as those of a login are. */
  challenge: z.optional(Challenge),
  /** `app`: root key that its pairing code is derived from. */
  keyId: z.optional(z.string()),
  sends: z._default(z.int(), 0),
});
export type PendingProof = z.infer<typeof PendingProof>;

/** A set of look-up secrets (NIST SP 800-63B-4 3.1.2): what checks each that is left, and what shows them again. */
export const BackupCodeSet = z.object({
  setId: z.string(),
  /** The account's version that it was made on: with an idempotency key it names the set. */
  basis: z.int(),
  /** Key of the vault. */
  keyId: z.string(),
  salt: z.string(),
  /** HMAC of each code that is left, by its place. */
  left: z.record(z.string(), z.string()),
  total: z.int(),
  /** All of them, for the one function that may show them; none where the service does not. */
  shown: z.optional(SealedSeed),
  createdAt: z.int(),
});
export type BackupCodeSet = z.infer<typeof BackupCodeSet>;

export const Authenticator = z.object({
  authenticatorId: z.string(),
  type: z.enum(["phone", "email", "totp", "app", "backup_codes"]),
  /** E.164, or a mail address; empty of what is nowhere. Never logged. */
  destination: z.string(),
  name: z.optional(z.string()),
  /** ISO 3166, of a number. */
  country: z.optional(z.string()),
  /** `pending`: not proved yet · `disabled`: too many wrong answers in a row. Only `active` ones are offered. */
  status: z.enum(["active", "disabled", "pending"]),
  /** Of one that is `pending`. */
  proof: z.optional(PendingProof),
  /** Key and MAC of the session and the code that proved it, so that the same answer is given again. */
  provedBy: z.optional(z.object({ keyId: z.string(), mac: z.string() })),
  /** `totp`. */
  seed: z.optional(SealedSeed),
  /** `totp`: the newest time step that was accepted (RFC 6238 5.2: never twice). */
  lastStep: z.optional(z.int()),
  /** `backup_codes`. */
  codes: z.optional(BackupCodeSet),
  /** `app`: where pushes go; none of one that is only looked at. */
  push: z.optional(z.object({ platform: z.enum(pushPlatforms), endpoint: z.string() })),
  /** Ways by which it is dead: a provider reported that nothing arrives there any more. It is not offered for them. */
  unreachableBy: z.optional(z.array(z.enum(reaches))),
  /** Of a number: a fixed line takes calls alone. */
  line: z.optional(z.enum(["mobile", "fixed"])),
  missesInARow: z.int(),
  createdAt: z.int(),
});
export type Authenticator = z.infer<typeof Authenticator>;

export interface Account {
  readonly subject: Subject;
  readonly authenticators: readonly Authenticator[];
}
