import { createHmac, timingSafeEqual } from "node:crypto";
import { plainDigits } from "./typed-code.ts";

/**
 * The two digits that the first screen shows and the approving device is asked for: derived, so that the table does
 * not hold them.
 *
 * @param key 32 bytes of the root, of the purpose `match-number`.
 */
export const matchNumberOf = (key: Uint8Array, challengeId: string): string =>
  String(createHmac("sha256", key).update(challengeId).digest().readUInt32BE() % 100).padStart(2, "0");

/** The digits that a person meant, as with codes; nothing where they are not two. */
export function cleanMatchNumber(typed: string): string | undefined {
  const digits = plainDigits(typed);
  return /^[0-9]{2}$/.test(digits) ? digits : undefined;
}

/** Compares in constant time. Both are two ASCII digits. */
export const isSameMatchNumber = (expected: string, typed: string): boolean =>
  timingSafeEqual(Buffer.from(expected), Buffer.from(typed));
