import { createHmac, timingSafeEqual } from "node:crypto";
import { type Instant, seconds } from "./duration.ts";

/** A new QR code so often: one that was photographed is of no use for long. */
export const qrStep = seconds(30);
/** Whoever scans the last moment of one still has the time to open it. */
const grace = seconds(15);

/** Which QR code of which login. */
export interface QrName {
  readonly loginId: string;
  /** Since 1970, in steps. */
  readonly step: number;
}

interface Root {
  readonly keyId: string;
  readonly key: Uint8Array;
}

/**
 * What a QR code holds behind its URL: a name and its MAC, over the challenge that it is for.
 *
 * | bytes | 4 | 4 | 16 | 15 |
 * |---|---|---|---|---|
 * | | id of the root key | step | login | HMAC-SHA-256, its first 120 bits |
 */
const tokenLength = 39;
const macBytes = 15;

export const qrStepAt = (now: Instant): number => Math.floor(now / qrStep);

/** When the next one takes the place of this. */
export const qrStepEnd = (step: number): Instant => (step + 1) * qrStep;

/** Whether it still counts: for its step and a moment after. */
export const isQrAlive = (step: number, now: Instant): boolean => now < qrStepEnd(step) + grace;

/** @param root the 32 bytes of the root key derived for QR codes; `keyId` names it, 4 bytes. */
export function qrTokenOf({ keyId, key }: Root, { loginId, step }: QrName, challengeId: string): string {
  const time = Buffer.alloc(4);
  time.writeUInt32BE(step);
  const head = Buffer.concat([Buffer.from(keyId, "base64url"), time, Buffer.from(loginId, "base64url")]);
  return Buffer.concat([head, macOf(key, head, challengeId)]).toString("base64url");
}

/** What a token says of itself, which counts for nothing until its MAC is compared; nothing where it is of no token's form. */
export function readQrToken(token: string): (QrName & { readonly keyId: string }) | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== tokenLength || bytes.toString("base64url") !== token) return undefined;
  return {
    keyId: bytes.subarray(0, 4).toString("base64url"),
    step: bytes.readUInt32BE(4),
    loginId: bytes.subarray(8, -macBytes).toString("base64url"),
  };
}

/** Whether we made it for just this challenge. Compares in constant time. */
export function isQrTokenOf(key: Uint8Array, token: string, challengeId: string): boolean {
  const bytes = Buffer.from(token, "base64url");
  const head = bytes.subarray(0, -macBytes);
  return timingSafeEqual(macOf(key, head, challengeId), bytes.subarray(-macBytes));
}

const macOf = (key: Uint8Array, head: Uint8Array, challengeId: string): Buffer =>
  createHmac("sha256", key).update(head).update(challengeId).digest().subarray(0, macBytes);
