import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

/** What each key is for; the id is the key's name. */
const keyKinds = {
  challenge: "HMAC_256",
  vault: "HMAC_256",
  reveal: "HMAC_256",
  "signing-es256": "ECC_NIST_P256",
  "signing-rs256": "RSA_2048",
} as const;
type KeyId = keyof typeof keyKinds;

export type KmsKey =
  | { readonly spec: "HMAC_256"; readonly secret: Buffer }
  | { readonly spec: "ECC_NIST_P256" | "RSA_2048"; readonly privateKey: KeyObject };

/** The keys of the local KMS, made when they are first used. */
export interface KeyRing {
  readonly find: (keyId: string) => KmsKey | undefined;
}

const Stored = z.record(z.string(), z.string());

/** @param dataDir where the keys outlive the run, in a file that only its owner can read; left out: nowhere. */
export function createKeyRing(dataDir?: string): KeyRing {
  const file = dataDir === undefined ? undefined : join(dataDir, "kms.json");
  const stored: Record<string, string> =
    file !== undefined && existsSync(file) ? z.parse(Stored, JSON.parse(readFileSync(file, "utf8"))) : {};
  const ring = new Map<KeyId, KmsKey>();
  return {
    find: (keyId) => {
      if (!isKeyId(keyId)) return undefined;
      const known = ring.get(keyId);
      if (known !== undefined) return known;
      const text = stored[keyId] ?? makeKey(keyKinds[keyId]);
      const key = readKey(keyKinds[keyId], text);
      ring.set(keyId, key);
      if (file !== undefined && stored[keyId] === undefined) {
        stored[keyId] = text;
        writeFileSync(file, JSON.stringify(stored, null, 2), { mode: 0o600 });
      }
      return key;
    },
  };
}

const isKeyId = (text: string): text is KeyId => Object.hasOwn(keyKinds, text);

/** A new key, as it is stored: base64 of an HMAC key, PEM of a private one. */
function makeKey(spec: KmsKey["spec"]): string {
  if (spec === "HMAC_256") return randomBytes(32).toString("base64");
  const { privateKey } =
    spec === "RSA_2048"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function readKey(spec: KmsKey["spec"], text: string): KmsKey {
  if (spec === "HMAC_256") return { spec, secret: Buffer.from(text, "base64") };
  return { spec, privateKey: createPrivateKey(text) };
}
