import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * The token of a trusted browser: which browser it is, and its secret of the moment. The secret is a MAC over a random
 * nonce, so that what was never given out is told from what is merely old, and only an old one raises the alarm.
 *
 * | bytes | 4 | 16 | 16 | 32 |
 * |---|---|---|---|---|
 * | | id of the root key | browser | nonce | secret |
 */
const idBytes = 16;
const nonceBytes = 16;
const secretBytes = 32;
const tokenBytes = 4 + idBytes + nonceBytes + secretBytes;

/** What a secret is derived of: kept with the browser, so that the same can be handed out again. */
interface SecretBasis {
  /** Root key, of the purpose `trusted-browser`. */
  readonly keyId: string;
  readonly nonce: string;
}

/** What a call presents: a browser, and the SHA-256 of a secret that was once its own. */
export interface PresentedBrowser {
  readonly browserId: string;
  readonly digest: string;
}

export interface TrustToken extends PresentedBrowser {
  readonly basis: SecretBasis;
  /** For the cookie. */
  readonly token: string;
}

/** @param root the 32 bytes of the root key derived for trusted browsers, and its id. @param nonce 16 random bytes, base64url. */
export function trustTokenOf(
  { keyId, key }: { readonly keyId: string; readonly key: Uint8Array },
  sub: string,
  browserId: string,
  nonce: string,
): TrustToken {
  const parts = [keyId, browserId, nonce].map((part) => Buffer.from(part, "base64url"));
  const secret = secretOf(key, sub, browserId, nonce);
  const token = Buffer.concat([...parts, secret]).toString("base64url");
  return { browserId, digest: digestOf(secret), basis: { keyId, nonce }, token };
}

/** What a token names, before anything of it is believed; nothing when it is not of a token's form. */
export function namedByTrustToken(token: string): { readonly keyId: string; readonly browserId: string } | undefined {
  const bytes = bytesOf(token);
  return bytes && { keyId: slice(bytes, 0, 4), browserId: slice(bytes, 4, idBytes) };
}

/** Opens a token that we made for this subject; nothing for another's, or a forged one. */
export function openTrustToken(key: Uint8Array, sub: string, token: string): PresentedBrowser | undefined {
  const bytes = bytesOf(token);
  if (bytes === undefined) return undefined;
  const [browserId, nonce] = [slice(bytes, 4, idBytes), slice(bytes, 4 + idBytes, nonceBytes)];
  const secret = bytes.subarray(-secretBytes);
  if (!timingSafeEqual(secret, secretOf(key, sub, browserId, nonce))) return undefined;
  return { browserId, digest: digestOf(secret) };
}

function bytesOf(token: string): Buffer | undefined {
  const bytes = Buffer.from(token, "base64url");
  return bytes.length === tokenBytes && bytes.toString("base64url") === token ? bytes : undefined;
}

const slice = (bytes: Buffer, from: number, length: number): string =>
  bytes.subarray(from, from + length).toString("base64url");

const secretOf = (key: Uint8Array, sub: string, browserId: string, nonce: string): Buffer =>
  createHmac("sha256", key).update(`${sub}\n${browserId}\n${nonce}`).digest();

const digestOf = (secret: Uint8Array): string => createHash("sha256").update(secret).digest("base64url");
