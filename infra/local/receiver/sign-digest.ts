import { constants, createECDH, type KeyObject, privateEncrypt, randomBytes } from "node:crypto";

/** Order of the curve P-256 (SP 800-186 3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** DER head of a SHA-256 DigestInfo (RFC 8017 9.2, note 1). */
const digestInfo = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** RSASSA-PKCS1-v1_5 over a digest that is there already; `crypto.sign` always makes its own. */
export const signDigestRsa = (key: KeyObject, digest: Uint8Array): Buffer =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, digest]));

/** ECDSA on P-256 over a digest that is there already (FIPS 186-5 6.4.1), in DER. For the local stack alone. */
export function signDigestEcdsa(key: KeyObject, digest: Uint8Array): Buffer {
  const d = toNumber(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
  for (;;) {
    const k = toNumber(randomBytes(32)) % order;
    if (k === 0n) continue;
    const point = createECDH("prime256v1");
    point.setPrivateKey(Buffer.from(k.toString(16).padStart(64, "0"), "hex"));
    // Uncompressed point: 04, x, y.
    const r = toNumber(point.getPublicKey().subarray(1, 33)) % order;
    const s = (inverse(k) * (toNumber(digest) + r * d)) % order;
    if (r !== 0n && s !== 0n) return sequence(integer(r), integer(s));
  }
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);

/** k to the power of order − 2, which is its inverse, the order being prime. */
function inverse(k: bigint): bigint {
  let [result, base] = [1n, k];
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  // DER integers are signed: a leading zero keeps a high first bit from reading as a minus.
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, positive.length), positive]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
