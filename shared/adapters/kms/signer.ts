import { createHash, createPublicKey } from "node:crypto";
import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { PublicJwk, Signer } from "../../ports/signer.ts";

const algorithms = {
  ES256: { kms: "ECDSA_SHA_256", members: ["crv", "kty", "x", "y"] },
  RS256: { kms: "RSASSA_PKCS1_V1_5_SHA_256", members: ["e", "kty", "n"] },
} as const;
export type SigningAlgorithm = keyof typeof algorithms;

/** Signs by KMS; the public keys are fetched once for the life of the process. */
export function kmsSigner(
  client: () => Promise<KMSClient>,
  keyIds: readonly string[],
  algorithm: SigningAlgorithm,
): Signer {
  const fetched = new Map<string, Promise<PublicJwk>>();
  const publicKey = (keyId: string): Promise<PublicJwk> => {
    const fetching = fetched.get(keyId) ?? fetchPublicKey(client, keyId, algorithm);
    fetched.set(keyId, fetching);
    fetching.catch(() => fetched.delete(keyId));
    return fetching;
  };
  return {
    async sign(header, claims) {
      const [keyId] = keyIds;
      if (keyId === undefined) throw new Error("this function was given no signing key");
      const { kid } = await publicKey(keyId);
      const input = `${encode({ alg: algorithm, kid, ...header })}.${encode(claims)}`;
      const kms = await client();
      const { Signature } = await kms.send(
        new SignCommand({
          KeyId: keyId,
          Message: createHash("sha256").update(input).digest(),
          MessageType: "DIGEST",
          SigningAlgorithm: algorithms[algorithm].kms,
        }),
      );
      if (Signature === undefined) throw new Error("KMS answered without a signature");
      return `${input}.${Buffer.from(algorithm === "ES256" ? joseSignature(Signature) : Signature).toString("base64url")}`;
    },
    publicKeys: () => Promise.all(keyIds.map(publicKey)),
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function fetchPublicKey(
  client: () => Promise<KMSClient>,
  keyId: string,
  alg: SigningAlgorithm,
): Promise<PublicJwk> {
  const kms = await client();
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error("KMS answered without a public key");
  const jwk = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" }).export({ format: "jwk" });
  const { kty = "" } = jwk;
  return { ...jwk, kty, kid: thumbprint(jwk, alg), alg, use: "sig" };
}

/** RFC 7638: the hash over the key's required members, in alphabetical order, without white space. */
function thumbprint(jwk: Readonly<Record<string, unknown>>, algorithm: SigningAlgorithm): string {
  const required = Object.fromEntries(algorithms[algorithm].members.map((member) => [member, jwk[member]]));
  return createHash("sha256").update(JSON.stringify(required)).digest("base64url");
}

/** ASN.1 DER `SEQUENCE { r INTEGER, s INTEGER }`, as KMS answers, to the 64 bytes of RFC 7518 3.4. */
export function joseSignature(der: Uint8Array): Uint8Array {
  const integer = (at: number) => {
    const length = der[at + 1] ?? 0;
    return { bytes: der.subarray(at + 2, at + 2 + length), next: at + 2 + length };
  };
  const r = integer(2);
  const s = integer(r.next);
  const signature = new Uint8Array(64);
  // An integer may be shorter than 32 bytes, or have a zero in front that keeps it positive.
  for (const [half, { bytes }] of [r, s].entries()) {
    const significant = bytes.subarray(Math.max(0, bytes.length - 32));
    signature.set(significant, 32 * (half + 1) - significant.length);
  }
  return signature;
}
