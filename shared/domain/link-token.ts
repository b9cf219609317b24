import { createHmac, timingSafeEqual } from "node:crypto";

/** Which one-time URL: of which login, and which of its. */
export interface LinkName {
  readonly loginId: string;
  /** 1 to 255, in the order in which they were sent. */
  readonly number: number;
}

/**
 * A one-time URL's token: a name and its MAC, so that it needs no item of its own. Whoever presents it was sent it.
 *
 * | bytes | 4 | 1 | 16 | 15 |
 * |---|---|---|---|---|
 * | | id of the root key | number | login | HMAC-SHA-256, its first 120 bits |
 *
 * 36 bytes are 48 characters: one byte more, and an SMS of two segments would hold a shorter name or host.
 */
const tokenLength = 36;
const macBytes = 15;

/** @param root the 32 bytes of the root key derived for links; `keyId` names it, 4 bytes. */
export function linkTokenOf(root: { keyId: string; key: Uint8Array }, { loginId, number }: LinkName): string {
  const name = [Buffer.from(root.keyId, "base64url"), Buffer.from([number]), Buffer.from(loginId, "base64url")];
  const head = Buffer.concat(name);
  return Buffer.concat([head, macOf(root.key, head)]).toString("base64url");
}

/** The id of the root key that a token names, or nothing when it is not of a token's form. */
export function keyIdOfLinkToken(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  const isWhole = bytes.length === tokenLength && bytes.toString("base64url") === token;
  return isWhole ? bytes.subarray(0, 4).toString("base64url") : undefined;
}

/** Which URL it is; nothing when it was made by another key or by somebody else. The MAC is compared in constant time. */
export function openLinkToken(key: Uint8Array, token: string): LinkName | undefined {
  const bytes = Buffer.from(token, "base64url");
  const head = bytes.subarray(0, -macBytes);
  if (!timingSafeEqual(macOf(key, head), bytes.subarray(-macBytes))) return undefined;
  return { number: head[4] ?? 0, loginId: head.subarray(5).toString("base64url") };
}

const macOf = (key: Uint8Array, head: Uint8Array): Buffer =>
  createHmac("sha256", key).update(head).digest().subarray(0, macBytes);
