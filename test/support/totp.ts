import { createHmac } from "node:crypto";

/** Milliseconds of a time step (RFC 6238 4.1). */
export const stepMs = 30_000;

/** RFC 4226 5.3: what an authenticator app shows at a count; by nothing of ours. */
export function hotp(secret: Uint8Array, count: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(count));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** What an app with this key shows. @param key base32. @param at milliseconds since 1970, by the app's clock. */
export const totpOf = (key: string, at: number = Date.now()): string => hotp(fromBase32(key), Math.floor(at / stepMs));

/** RFC 4648 6. */
export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
