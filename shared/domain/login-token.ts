import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { Holder } from "./login.ts";

/**
 * The login token: sealed with AES-256-GCM under a key of its own login, so that it needs no item, hides whose login
 * it is, and carries what the next step must read first. The nonce is the generation: sealing the same claim again
 * gives the same token, and no nonce meets two plaintexts.
 *
 * | bytes | 4 | 1 | 16 | 32 | 16 |
 * |---|---|---|---|---|---|
 * | | id of the root key | generation | subject, sealed | identifier key, sealed | tag |
 */
const tokenLength = 69;

/** @param root the 32 bytes of the root key derived for login tokens; `keyId` names it, 4 bytes. */
export function sealLoginToken(root: { keyId: string; key: Uint8Array }, holder: Holder): string {
  const cipher = createCipheriv("aes-256-gcm", loginKey(root.key, holder.loginId), nonce(holder.generation));
  const claim = [Buffer.from(holder.sub, "base64url"), Buffer.from(holder.identifierKey, "base64url")];
  const sealed = Buffer.concat([cipher.update(Buffer.concat(claim)), cipher.final()]);
  const head = Buffer.concat([Buffer.from(root.keyId, "base64url"), Buffer.from([holder.generation])]);
  return Buffer.concat([head, sealed, cipher.getAuthTag()]).toString("base64url");
}

/** The id of the root key that a token names, or nothing when it is not of a token's form. */
export function keyIdOfLoginToken(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  const isWhole = bytes.length === tokenLength && bytes.toString("base64url") === token;
  return isWhole ? bytes.subarray(0, 4).toString("base64url") : undefined;
}

/** Opens a token of the login; nothing when it was made for another, by another key, or by somebody else. */
export function openLoginToken(key: Uint8Array, loginId: string, token: string): Holder | undefined {
  const bytes = Buffer.from(token, "base64url");
  const generation = bytes[4] ?? 0;
  const decipher = createDecipheriv("aes-256-gcm", loginKey(key, loginId), nonce(generation), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    const claim = Buffer.concat([decipher.update(bytes.subarray(5, -16)), decipher.final()]);
    const sub = claim.subarray(0, 16).toString("base64url");
    return { loginId, sub, identifierKey: claim.subarray(16).toString("base64url"), generation };
  } catch {
    return undefined;
  }
}

const loginKey = (key: Uint8Array, loginId: string) => createHmac("sha256", key).update(loginId).digest();

function nonce(generation: number): Uint8Array {
  const bytes = new Uint8Array(12);
  bytes[11] = generation;
  return bytes;
}
