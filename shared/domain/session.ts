import { createHash, createHmac } from "node:crypto";
import * as z from "zod/mini";
import { Device } from "../contract/device.ts";
import { stepUpActions } from "../contract/schemas.ts";
import type { Settings } from "../settings.ts";
import { days, hours, type Instant, type Milliseconds, minutes } from "./duration.ts";
import type { Login } from "./login.ts";

/** A second factor that was proved anew, and which authenticator it was for the end of. */
const StepUpProof = z.object({ at: z.int(), authenticatorId: z.optional(z.string()) });

/** Somebody signed in, at `/v1/me`. */
export const Session = z.object({
  /** SHA-256 of its secret: the table holds nothing that opens a session. */
  sessionId: z.string(),
  sub: z.string(),
  /** The subject's epoch when it began: a password change or a reset ends it. */
  epoch: z.int(),
  /** The trusted browser that stood in for a second factor. */
  browserId: z.optional(z.string()),
  /** The device that signed in. */
  from: z._default(Device, {}),
  createdAt: z.int(),
  lastSeenAt: z.int(),
  expiresAt: z.int(),
  /** Of a paired app, by its authenticator: it opens approvals alone, and as long as the app is the account's. */
  app: z.optional(z.string()),
  /** The last that was proved, by what it was proved for. */
  stepUps: z.partialRecord(z.enum(stepUpActions), StepUpProof),
});
export type Session = z.infer<typeof Session>;

/** A session's cookie: of this host alone, and not for scripts. */
export const sessionCookie = "__Host-nidan-session";

/** The operator's: when it ends without a call, when in any case, and how long a proof for an action is fresh. */
export type SessionLimits = Settings["session"];

export const wholeLimitOf = ({ wholeHours }: SessionLimits): Milliseconds => hours(wholeHours);
/** An app is paired again after so long; it is bound to its device, and opens nothing but approvals. */
const appLimit = days(365);
/** Not each call writes that it came. */
export const touchAfter = minutes(5);

/** What a caller presents: whose session, and its secret. */
export interface PresentedSession {
  readonly sub: string;
  readonly sessionId: string;
  /** Presented as a bearer, by a client that keeps it itself; else as the cookie. */
  readonly isBearer?: true;
}

const secretBytes = 32;
const subBytes = 16;

/** The same login has the same session, so that a lost answer loses nothing. @param key of the purpose `session`. */
export const sessionSecretOf = (key: Uint8Array, loginId: string): Buffer =>
  createHmac("sha256", key).update(loginId).digest();

export const sessionIdOf = (secret: Uint8Array): string => createHash("sha256").update(secret).digest("base64url");

/** Subject and secret, base64url. */
export const sessionTokenOf = (sub: string, secret: Uint8Array): string =>
  Buffer.concat([Buffer.from(sub, "base64url"), secret]).toString("base64url");

export function openSessionToken(token: string): PresentedSession | undefined {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== subBytes + secretBytes) return undefined;
  return { sub: bytes.subarray(0, subBytes).toString("base64url"), sessionId: sessionIdOf(bytes.subarray(subBytes)) };
}

/** Whether the session still opens anything, for an account of this epoch. */
export const isSessionOpen = (session: Session, epoch: number, limits: SessionLimits, now: Instant): boolean =>
  session.expiresAt > now && (session.app !== undefined || isInUse(session, limits, now)) && session.epoch === epoch;

/** By the limits of now: one that began under longer ones ends with them. */
const isInUse = ({ createdAt, lastSeenAt }: Session, limits: SessionLimits, now: Instant): boolean =>
  lastSeenAt + minutes(limits.idleMinutes) > now && createdAt + wholeLimitOf(limits) > now;

/** Whether it is one of those that people see and end: a paired app's goes with its app. */
export const isSignedIn = (session: Session, epoch: number, limits: SessionLimits, now: Instant): boolean =>
  session.app === undefined && isSessionOpen(session, epoch, limits, now);

/** A session that begins now. */
export const sessionOf = (
  { sub, epoch, from, trusted }: Pick<Session, "sub" | "epoch" | "from"> & Pick<Login, "trusted">,
  secret: Uint8Array,
  limits: SessionLimits,
  now: Instant,
): Session => ({
  sessionId: sessionIdOf(secret),
  sub,
  epoch,
  ...(trusted === undefined ? {} : { browserId: trusted.browserId }),
  from,
  createdAt: now,
  lastSeenAt: now,
  expiresAt: now + wholeLimitOf(limits),
  stepUps: {},
});

/** The session of an app that is paired now. */
export const appSessionOf = (
  { app, ...whose }: Pick<Session, "sub" | "epoch" | "from"> & { readonly app: string },
  secret: Uint8Array,
  limits: SessionLimits,
  now: Instant,
): Session => ({ ...sessionOf(whose, secret, limits, now), app, expiresAt: now + appLimit });
