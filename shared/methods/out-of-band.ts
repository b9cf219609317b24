import { createHmac, timingSafeEqual } from "node:crypto";
import { generateSync } from "otplib";
import type { Challenge } from "../domain/login.ts";

/**
 * The code of a challenge: an HOTP (RFC 4226) whose key is made for this one challenge. The challenge's id is random
 * and of one login, purpose, method and authenticator, so another login, purpose or channel has another code; the
 * same challenge always has the same, and nothing needs to be stored.
 *
 * @param codeKey 32 bytes of the root, of the purpose `out-of-band-code`.
 * @returns `digits` ASCII digits.
 */
export function outOfBandCode(
  codeKey: Uint8Array,
  challenge: Pick<Challenge, "challengeId" | "methodId">,
  digits: 6 | 8,
): string {
  const bound = JSON.stringify([challenge.challengeId, challenge.methodId]);
  const secret = createHmac("sha256", codeKey).update(bound).digest();
  return generateSync({ strategy: "hotp", secret, counter: 0, digits });
}

/** The code that pairs an app: of eight digits, and of no challenge. */
export const pairingCode = (codeKey: Uint8Array, authenticatorId: string): string =>
  outOfBandCode(codeKey, { challengeId: authenticatorId, methodId: "pairing" }, 8);

/** Compares in constant time. Both are ASCII digits; a length is no secret. */
export function isSameCode(expected: string, typed: string): boolean {
  return expected.length === typed.length && timingSafeEqual(Buffer.from(expected), Buffer.from(typed));
}
