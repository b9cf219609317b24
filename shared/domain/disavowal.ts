import { createHmac, timingSafeEqual } from "node:crypto";
import { days, type Instant, minutes, toEpochSeconds } from "./duration.ts";

/** What a "not me" is of: an account as it was, before whatever was disavowed last. */
export interface Disavowal {
  readonly sub: string;
  readonly epoch: number;
}

/** Of a link in a notice: people read their mail late. */
export const noticeLinkLife = days(14);
/** Of a link that somebody has just denied: it is pressed there and then. */
export const denialLinkLife = minutes(30);

/**
 * The token of a "not me" link. It needs no item of its own: it works while the account is in the epoch that it names,
 * and its use moves the epoch, so that it works once, and no older one afterwards.
 *
 * | bytes | 4 | 16 | 4 | 5 | 16 |
 * |---|---|---|---|---|---|
 * | | id of the root key | subject | epoch | end, seconds since 1970 | MAC over all of it |
 */
const [tokenLength, macLength] = [45, 16];

/** @param root the 32 bytes of the root key derived for disavowals; `keyId` names it, 4 bytes. */
export function disavowalToken(root: { keyId: string; key: Uint8Array }, of: Disavowal, until: Instant): string {
  const numbers = Buffer.alloc(9);
  numbers.writeUInt32BE(of.epoch, 0);
  numbers.writeUIntBE(toEpochSeconds(until), 4, 5);
  const claim = Buffer.concat([Buffer.from(root.keyId, "base64url"), Buffer.from(of.sub, "base64url"), numbers]);
  return Buffer.concat([claim, macOf(root.key, claim)]).toString("base64url");
}

/** The id of the root key that a token names, or nothing when it is not of a token's form. */
export function keyIdOfDisavowal(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  const isWhole = bytes.length === tokenLength && bytes.toString("base64url") === token;
  return isWhole ? bytes.subarray(0, 4).toString("base64url") : undefined;
}

/** What a token of the right form is of; nothing when it is forged or past its end. */
export function openDisavowal(key: Uint8Array, token: string, now: Instant): Disavowal | undefined {
  const bytes = Buffer.from(token, "base64url");
  const claim = bytes.subarray(0, -macLength);
  if (!timingSafeEqual(macOf(key, claim), bytes.subarray(-macLength))) return undefined;
  if (claim.readUIntBE(24, 5) <= toEpochSeconds(now)) return undefined;
  return { sub: claim.subarray(4, 20).toString("base64url"), epoch: claim.readUInt32BE(20) };
}

const macOf = (key: Uint8Array, claim: Uint8Array) =>
  createHmac("sha256", key).update(claim).digest().subarray(0, macLength);
