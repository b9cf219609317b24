import { createHmac, createPublicKey, sign } from "node:crypto";
import * as z from "zod/mini";
import type { KeyRing, KmsKey } from "./key-ring.ts";
import { signDigestEcdsa, signDigestRsa } from "./sign-digest.ts";
import { awsJson, parseInput, Refusal, type Service } from "./wire.ts";

const base64 = z.pipe(
  z.base64(),
  z.transform((text) => Buffer.from(text, "base64")),
);
const message = base64.check(
  z.refine((bytes) => bytes.length >= 1 && bytes.length <= 4096, "must have 1 to 4096 bytes"),
);

const GenerateMac = z.object({ KeyId: z.string(), MacAlgorithm: z.string(), Message: message });
const Sign = z.object({
  KeyId: z.string(),
  SigningAlgorithm: z.string(),
  Message: message,
  MessageType: z._default(z.enum(["RAW", "DIGEST"]), "RAW"),
});
const GetPublicKey = z.object({ KeyId: z.string() });

type PrivateKey = Exclude<KmsKey, { readonly spec: "HMAC_256" }>;

const signingAlgorithms = { ECC_NIST_P256: "ECDSA_SHA_256", RSA_2048: "RSASSA_PKCS1_V1_5_SHA_256" } as const;

/** KMS, as far as its HMAC and signing keys go. Key ids, ARNs and aliases name the same keys. */
export const createKms = (keys: KeyRing): Service =>
  awsJson("1.1", "TrentService", {
    GenerateMac: (input) => {
      const { KeyId, MacAlgorithm, Message } = parseInput(GenerateMac, input, "ValidationException");
      const key = find(keys, KeyId);
      if (key.spec !== "HMAC_256" || MacAlgorithm !== "HMAC_SHA_256") throw wrongUse(KeyId, key, MacAlgorithm);
      const mac = createHmac("sha256", key.secret).update(Message).digest("base64");
      return { KeyId: arnOf(KeyId), MacAlgorithm, Mac: mac };
    },
    Sign: (input) => {
      const { KeyId, SigningAlgorithm, Message, MessageType } = parseInput(Sign, input, "ValidationException");
      const key = find(keys, KeyId);
      if (key.spec === "HMAC_256" || signingAlgorithms[key.spec] !== SigningAlgorithm) {
        throw wrongUse(KeyId, key, SigningAlgorithm);
      }
      const signature = MessageType === "RAW" ? sign("sha256", Message, key.privateKey) : signDigest(key, Message);
      return { KeyId: arnOf(KeyId), SigningAlgorithm, Signature: signature.toString("base64") };
    },
    GetPublicKey: (input) => {
      const { KeyId } = parseInput(GetPublicKey, input, "ValidationException");
      const key = find(keys, KeyId);
      if (key.spec === "HMAC_256") throw new Refusal("UnsupportedOperationException", "The key has no public part");
      return {
        KeyId: arnOf(KeyId),
        KeySpec: key.spec,
        KeyUsage: "SIGN_VERIFY",
        SigningAlgorithms: [signingAlgorithms[key.spec]],
        PublicKey: createPublicKey(key.privateKey).export({ type: "spki", format: "der" }).toString("base64"),
      };
    },
  });

function find(keys: KeyRing, keyId: string): KmsKey {
  const key = keys.find(nameOf(keyId));
  if (key === undefined) throw new Refusal("NotFoundException", `Key '${arnOf(keyId)}' does not exist`);
  return key;
}

/** `arn:…:key/name` and `alias/name` → `name`. */
const nameOf = (keyId: string): string => keyId.split("/").at(-1) ?? keyId;

const arnOf = (keyId: string): string => `arn:aws:kms:ap-northeast-1:000000000000:key/${nameOf(keyId)}`;

const wrongUse = (keyId: string, key: KmsKey, algorithm: string): Refusal =>
  new Refusal("InvalidKeyUsageException", `${arnOf(keyId)} is of ${key.spec}, which cannot do ${algorithm}`);

function signDigest(key: PrivateKey, digest: Buffer): Buffer {
  if (digest.length !== 32) throw new Refusal("ValidationException", "A SHA-256 digest has 32 bytes");
  return key.spec === "RSA_2048" ? signDigestRsa(key.privateKey, digest) : signDigestEcdsa(key.privateKey, digest);
}
