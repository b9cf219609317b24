import { createHmac, timingSafeEqual } from "node:crypto";
import { days, type Instant, minutes, toEpochSeconds } from "./duration.ts";

/** What a token is of: an account as it was when the token was made. */
export interface AccountClaim {
  readonly sub: string;
  readonly epoch: number;
  /** 128 bits, base64url: what of the account it is about, where it is about one thing. */
  readonly about?: string;
}

/** Of a "not me" link in a notice: people read their mail late. */
export const noticeLinkLife = days(14);
/** Of one that somebody has just been shown after a denial: it is pressed there and then. */
export const denialLinkLife = minutes(30);
/** Of a link for a new password, from when it was asked for, whenever the mail goes out. */
export const passwordLinkLife = minutes(30);

/**
 * The token of a link in a mail. It needs no item of its own: it works while the account is in the epoch that it names,
 * and its use ends that state, so that it works once, and no older one afterwards. Each purpose has a key of its own.
 *
 * | bytes | 4 | 16 | 16 or none | 4 | 5 | 16 |
 * |---|---|---|---|---|---|---|
 * | | id of the root key | subject | what it is about | epoch | end, seconds since 1970 | MAC over all of it |
 */
const [shortLength, longLength, macLength] = [45, 61, 16];

/** @param root the 32 bytes of the root key derived for the purpose; `keyId` names it, 4 bytes. */
export function accountToken(root: { keyId: string; key: Uint8Array }, of: AccountClaim, until: Instant): string {
  const numbers = Buffer.alloc(9);
  numbers.writeUInt32BE(of.epoch, 0);
  numbers.writeUIntBE(toEpochSeconds(until), 4, 5);
  const names = [root.keyId, of.sub, of.about ?? ""].map((id) => Buffer.from(id, "base64url"));
  const claim = Buffer.concat([...names, numbers]);
  return Buffer.concat([claim, macOf(root.key, claim)]).toString("base64url");
}

/** The id of the root key that a token names, or nothing when it is not of a token's form. */
export function keyIdOfAccountToken(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  const isLong = bytes.length === longLength;
  const isWhole = (isLong || bytes.length === shortLength) && bytes.toString("base64url") === token;
  return isWhole ? bytes.subarray(0, 4).toString("base64url") : undefined;
}

/** What a token of the right form is of; nothing when it is forged or past its end. */
export function openAccountToken(key: Uint8Array, token: string, now: Instant): AccountClaim | undefined {
  const bytes = Buffer.from(token, "base64url");
  const claim = bytes.subarray(0, -macLength);
  if (!timingSafeEqual(macOf(key, claim), bytes.subarray(-macLength))) return undefined;
  const numbers = claim.subarray(-9);
  if (numbers.readUIntBE(4, 5) <= toEpochSeconds(now)) return undefined;
  const about = claim.subarray(20, -9);
  return {
    sub: claim.subarray(4, 20).toString("base64url"),
    epoch: numbers.readUInt32BE(0),
    ...(about.length === 0 ? {} : { about: about.toString("base64url") }),
  };
}

const macOf = (key: Uint8Array, claim: Uint8Array) =>
  createHmac("sha256", key).update(claim).digest().subarray(0, macLength);
