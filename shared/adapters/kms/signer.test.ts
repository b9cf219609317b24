import { generateKeyPairSync, sign, verify } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { calculateJwkThumbprint, decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { type LocalServer, listen } from "../../../infra/local/http.ts";
import { createKeyRing } from "../../../infra/local/receiver/key-ring.ts";
import { createKms } from "../../../infra/local/receiver/kms.ts";
import { joseSignature, kmsSigner } from "./signer.ts";

/** DER of an unsigned integer: no needless zeros in front, and one where the sign bit would be set. */
function derInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const least = Buffer.from(first === -1 ? [0] : bytes.subarray(first));
  const body = (least[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), least]) : least;
  return Buffer.concat([Buffer.of(2, body.length), body]);
}
const derOf = (r: Uint8Array, s: Uint8Array) => {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
};
const half = (...last: number[]) => Buffer.concat([Buffer.alloc(32 - last.length), Buffer.from(last)]);
const full = Buffer.alloc(32, 0xff);

describe("signatures from DER to JOSE", () => {
  test.each([
    ["both full, with a zero that keeps them positive", full, full],
    ["a short r", half(1, 2, 3), full],
    ["a short s", full, half(9)],
    ["an r of one byte whose sign bit is set", half(0x80), half(0x7f)],
    ["31 bytes each", Buffer.concat([Buffer.of(0), full.subarray(1)]), Buffer.concat([Buffer.of(0), full.subarray(1)])],
  ])("given %s, when it is rewritten, then r and s stand in 32 bytes each", (_, r, s) => {
    expect(Buffer.from(joseSignature(derOf(r, s))).toString("hex")).toBe(Buffer.concat([r, s]).toString("hex"));
  });

  test("given any r and s, when they are rewritten, then they are the same numbers", () => {
    const number = fc.uint8Array({ minLength: 0, maxLength: 32 }).map((bytes) => half(...bytes));
    fc.assert(
      fc.property(number, number, (r, s) => {
        expect(Buffer.from(joseSignature(derOf(r, s))).equals(Buffer.concat([r, s]))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("given any message, when OpenSSL signs it, then it verifies what was rewritten", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    fc.assert(
      fc.property(fc.uint8Array(), (message) => {
        const jose = joseSignature(sign("sha256", message, privateKey));
        expect(verify("sha256", message, { key: publicKey, dsaEncoding: "ieee-p1363" }, jose)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const signing = [
  { algorithm: "ES256", keyId: "signing-es256", members: ["crv", "x", "y"] },
  { algorithm: "RS256", keyId: "signing-rs256", members: ["e", "n"] },
] as const;

describe("a signer whose keys are in KMS", () => {
  let server: LocalServer;
  let client: KMSClient;
  const clientOnce = async () => client;

  beforeAll(async () => {
    server = await listen(0, 65_536);
    const kms = createKms(createKeyRing());
    server.open((request) => kms.answer(request));
    client = new KMSClient({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: "ap-northeast-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test.each(signing)("given $algorithm, when claims are signed, then the published key verifies them", async (row) => {
    const signer = kmsSigner(clientOnce, [row.keyId], row.algorithm);
    const [jwk] = await signer.publicKeys();
    const token = await signer.sign({ typ: "nidan-result+jwt" }, { sub: "認証", exp: 4_102_444_800 });
    const { payload } = await jwtVerify(token, await importJWK({ ...jwk }), { algorithms: [row.algorithm] });
    expect(payload).toEqual({ sub: "認証", exp: 4_102_444_800 });
  });

  test.each(
    signing,
  )("given $algorithm, when a result is signed, then its head names algorithm, key and type", async (row) => {
    const signer = kmsSigner(clientOnce, [row.keyId], row.algorithm);
    const [jwk] = await signer.publicKeys();
    expect(decodeProtectedHeader(await signer.sign({ typ: "nidan-result+jwt" }, {}))).toEqual({
      alg: row.algorithm,
      kid: jwk?.kid,
      typ: "nidan-result+jwt",
    });
  });

  test.each(
    signing,
  )("given $algorithm, when its key is published, then its id is the thumbprint of RFC 7638", async (row) => {
    const [jwk] = await kmsSigner(clientOnce, [row.keyId], row.algorithm).publicKeys();
    expect(jwk?.kid).toBe(await calculateJwkThumbprint({ ...jwk }));
  });

  test.each(signing)("given $algorithm, when its key is published, then nothing private is", async (row) => {
    const [jwk] = await kmsSigner(clientOnce, [row.keyId], row.algorithm).publicKeys();
    expect(Object.keys(jwk ?? {}).sort()).toEqual(["alg", "kid", "kty", "use", ...row.members].sort());
  });

  test("given no key, when something is to be signed, then the error says so", async () => {
    await expect(kmsSigner(clientOnce, [], "ES256").sign({ typ: "x" }, {})).rejects.toThrow("no signing key");
  });
});
