import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { hours } from "./duration.ts";
import type { Login } from "./login.ts";

/** Proves the same browser, to the steps of one login. Of this host alone, and not for scripts. */
export const browserCookie = "__Host-nidan-browser";
/** Longer than a login and its URLs live, and no longer: it is no means to recognise people by. */
export const browserCookieLife = hours(2);

/** What a call shows of the browser that it comes from. */
export interface Browser {
  /** The secret in its cookie. */
  readonly secret: string | undefined;
  /** Whose page makes the call: ours, one of an allowed origin, one from elsewhere, or none at all. */
  readonly page: "own" | "allowed" | "foreign" | "none";
}

const secretForm = /^[A-Za-z0-9_-]{43}$/;
export const isBrowserSecret = (value: string): boolean => secretForm.test(value);

/**
 * A new browser's secret. The same login has the same one, so that a repeated start loses nothing.
 *
 * @param key 32 bytes of the root, of the purpose `browser`.
 */
export const browserSecretOf = (key: Uint8Array, loginId: string): string =>
  createHmac("sha256", key).update(loginId).digest("base64url");

/** What the table holds of a browser: nothing that its cookie could be made from. */
export const browserDigest = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Whether the login began in this browser, for certain. */
export function isBeganBy(login: Login, { secret, page }: Browser): boolean {
  // A cookie comes along by itself: from a page of elsewhere it proves nothing.
  if (login.browser === undefined || secret === undefined || page === "foreign") return false;
  return timingSafeEqual(Buffer.from(login.browser), Buffer.from(browserDigest(secret)));
}

/** Whether nothing speaks against it: a login that began on no page of ours is held by its token alone. */
export const mayHold = (login: Login, browser: Browser): boolean =>
  login.browser === undefined || isBeganBy(login, browser);
