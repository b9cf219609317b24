import { createHmac, timingSafeEqual } from "node:crypto";
import type { BackupCodeSet } from "./account.ts";

/** NIST SP 800-63B-4 3.1.2: look-up secrets; eight digits behind the same throttles as every code. */
const backupCodeCount = 10;
const backupCodeDigits = 8;
/** With so many left, people are asked to make a new set. */
export const fewLeft = 3;
/** A subject has one set at most, so it needs no id of its own: a new set takes the place of the old. */
export const backupCodesId = "backup-codes";

/** What checks a code. @param key 32 bytes of the vault, of the purpose `backup-code`. */
export const backupCodeMac = (key: Uint8Array, salt: string, code: string): string =>
  createHmac("sha256", key).update(`${salt}#${code}`).digest("base64url");

/**
 * The place of a code in its set. Every code that is left is compared, in constant time, so that time tells nothing.
 *
 * @returns nothing where the code is none of them, or was used.
 */
export function placeOfCode({ left, salt }: BackupCodeSet, key: Uint8Array, code: string): string | undefined {
  const given = Buffer.from(backupCodeMac(key, salt, code));
  let found: string | undefined;
  for (const [place, mac] of Object.entries(left)) {
    const kept = Buffer.from(mac);
    if (kept.length === given.length && timingSafeEqual(kept, given)) found = place;
  }
  return found;
}

/** Eight digits each, all different. @param seed 32 bytes: the same seed gives the same codes. */
export function codesOf(seed: Uint8Array): string[] {
  const codes = new Set<string>();
  for (let count = 0; codes.size < backupCodeCount; count += 1) {
    const number = createHmac("sha256", seed).update(String(count)).digest().readUInt32BE();
    // Beyond the last whole multiple some codes would be likelier than others.
    if (number < 4_200_000_000) codes.add(String(number % 100_000_000).padStart(backupCodeDigits, "0"));
  }
  return [...codes];
}

/** Names a set without telling its seed. */
export const setIdOf = (seed: Uint8Array): string =>
  createHmac("sha256", seed).update("set").digest("base64url").slice(0, 22);

/** What a set's seed is sealed for. */
export const setBinding = (sub: string, setId: string): string => `backup-codes#${sub}#${setId}`;

export const leftOf = ({ left }: BackupCodeSet): number => Object.keys(left).length;
