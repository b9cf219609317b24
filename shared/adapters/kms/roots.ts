import { hkdfSync } from "node:crypto";
import { GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { KeyRing, RootKey, RootPurpose } from "../../ports/roots.ts";

/** What KMS is asked to authenticate: a constant, so that the same key gives the same root everywhere. */
const rootMessage = "nidan/root/v1";

/** Derives the purposes of a root from KMS's MAC over the constant (HKDF-SHA-256, RFC 5869). */
export function rootKeyOf(mac: Uint8Array): RootKey {
  const derive = (label: string, length: number) =>
    new Uint8Array(hkdfSync("sha256", mac, new Uint8Array(0), `nidan/${label}`, length));
  const purposes = new Map<RootPurpose, Uint8Array>();
  return {
    keyId: Buffer.from(derive("key-id", 4)).toString("base64url"),
    derive(purpose) {
      const known = purposes.get(purpose) ?? derive(purpose, 32);
      purposes.set(purpose, known);
      return known;
    },
  };
}

/** One call to KMS a key for the life of the process; a failed call is tried again by the next request. */
export function kmsKeyRing(client: () => Promise<KMSClient>, keyIds: readonly string[]): KeyRing {
  const loaded = new Map<string, Promise<RootKey>>();
  const load = (keyId: string): Promise<RootKey> => {
    const loading = loaded.get(keyId) ?? generate(client, keyId);
    loaded.set(keyId, loading);
    loading.catch(() => loaded.delete(keyId));
    return loading;
  };
  return {
    async current() {
      const [first] = keyIds;
      if (first === undefined) throw new Error("this function was given no key of this root");
      return load(first);
    },
    async find(keyId) {
      for (const id of keyIds) {
        const root = await load(id);
        if (root.keyId === keyId) return root;
      }
      return undefined;
    },
  };
}

async function generate(client: () => Promise<KMSClient>, keyId: string): Promise<RootKey> {
  const kms = await client();
  const { Mac } = await kms.send(
    new GenerateMacCommand({ KeyId: keyId, Message: Buffer.from(rootMessage), MacAlgorithm: "HMAC_SHA_256" }),
  );
  if (Mac === undefined) throw new Error("KMS answered without a MAC");
  return rootKeyOf(Mac);
}
