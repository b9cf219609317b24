import { createHmac, timingSafeEqual } from "node:crypto";
import { type Instant, minutes, toEpochSeconds } from "./duration.ts";

/** What a link for a new password is of: an account as it was when it was asked for, and the address it was sent to. */
export interface PasswordLink {
  readonly sub: string;
  readonly epoch: number;
  readonly authenticatorId: string;
}

/** From when it was asked for, whenever the mail goes out. */
export const passwordLinkLife = minutes(30);

/**
 * The token of such a link. It needs no item of its own: it works while the account is in the epoch that it names, and
 * its use moves the epoch, so that it works once.
 *
 * | bytes | 4 | 16 | 16 | 4 | 5 | 16 |
 * |---|---|---|---|---|---|---|
 * | | id of the root key | subject | address | epoch | end, seconds since 1970 | MAC over all of it |
 */
const [tokenLength, macLength] = [61, 16];

/** @param root the 32 bytes of the root key derived for these links; `keyId` names it, 4 bytes. */
export function passwordLinkToken(root: { keyId: string; key: Uint8Array }, of: PasswordLink, until: Instant): string {
  const numbers = Buffer.alloc(9);
  numbers.writeUInt32BE(of.epoch, 0);
  numbers.writeUIntBE(toEpochSeconds(until), 4, 5);
  const names = [root.keyId, of.sub, of.authenticatorId].map((id) => Buffer.from(id, "base64url"));
  const claim = Buffer.concat([...names, numbers]);
  return Buffer.concat([claim, macOf(root.key, claim)]).toString("base64url");
}

/** The id of the root key that a token names, or nothing when it is not of a token's form. */
export function keyIdOfPasswordLink(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  const isWhole = bytes.length === tokenLength && bytes.toString("base64url") === token;
  return isWhole ? bytes.subarray(0, 4).toString("base64url") : undefined;
}

/** What a token of the right form is of; nothing when it is forged or past its end. */
export function openPasswordLink(key: Uint8Array, token: string, now: Instant): PasswordLink | undefined {
  const bytes = Buffer.from(token, "base64url");
  const claim = bytes.subarray(0, -macLength);
  if (!timingSafeEqual(macOf(key, claim), bytes.subarray(-macLength))) return undefined;
  if (claim.readUIntBE(40, 5) <= toEpochSeconds(now)) return undefined;
  return {
    sub: claim.subarray(4, 20).toString("base64url"),
    authenticatorId: claim.subarray(20, 36).toString("base64url"),
    epoch: claim.readUInt32BE(36),
  };
}

const macOf = (key: Uint8Array, claim: Uint8Array) =>
  createHmac("sha256", key).update(claim).digest().subarray(0, macLength);
