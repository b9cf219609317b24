import { createHash } from "node:crypto";

/**
 * The one form of an identifier: `Ａlice`, `alice␠` and `ALICE` are the same account and the same counters.
 * Empty when nothing visible was typed.
 */
export const canonicalIdentifier = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .toLowerCase()
    .normalize("NFKC");

/** Where the identifier stands in the table: SHA-256, base64url, so that keys hold no address and are all of one length. */
export const identifierKeyOf = (canonical: string): string =>
  createHash("sha256").update(canonical).digest("base64url");

/** A password in the form in which it is hashed (NIST SP 800-63B-4 3.1.1.2: normalise before hashing). */
export const canonicalPassword = (typed: string): string => typed.normalize("NFKC");
