import { KMSClient } from "@aws-sdk/client-kms";
import { describe, expect, test } from "@jest/globals";
import { rootPurposes } from "../../ports/roots.ts";
import { kmsKeyRing, rootKeyOf } from "./roots.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const mac = new Uint8Array(32).fill(7);

describe("a root", () => {
  test("given the same MAC, when keys are derived on two machines, then they are the same", () => {
    const [one, other] = [rootKeyOf(mac), rootKeyOf(mac)];
    expect([one.keyId, ...rootPurposes.map((purpose) => hex(one.derive(purpose)))]).toEqual([
      other.keyId,
      ...rootPurposes.map((purpose) => hex(other.derive(purpose))),
    ]);
  });

  test("given all purposes, when keys are derived, then no two are the same", () => {
    const keys = rootPurposes.map((purpose) => hex(rootKeyOf(mac).derive(purpose)));
    expect(new Set(keys).size).toBe(rootPurposes.length);
  });

  test.each(
    rootPurposes,
  )("given %s, when its key is derived, then it has 32 bytes that are not the MAC's", (purpose) => {
    const key = rootKeyOf(mac).derive(purpose);
    expect(key).toHaveLength(32);
    expect(hex(key)).not.toBe(hex(mac));
  });

  test("given another MAC, when keys are derived, then id and keys are others", () => {
    const [one, other] = [rootKeyOf(mac), rootKeyOf(new Uint8Array(32).fill(8))];
    expect(one.keyId).not.toBe(other.keyId);
    expect(hex(one.derive("login-token"))).not.toBe(hex(other.derive("login-token")));
  });

  test("given a root, when its id is read, then it has four bytes in base64url", () => {
    expect(rootKeyOf(mac).keyId).toMatch(/^[\w-]{6}$/);
  });
});

/** A KMS whose keys `new` and `old` give MACs of one byte again and again; the first `failing` calls fail. */
function kmsOf(failing = 0) {
  const calls: string[] = [];
  const client = new KMSClient({
    region: "ap-northeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const KeyId = "KeyId" in input ? String(input.KeyId) : "";
        calls.push(KeyId);
        if (calls.length <= failing) throw new Error("KMS is down");
        const Mac = new Uint8Array(32).fill(KeyId === "new" ? 1 : 2);
        return { response: {}, output: { $metadata: {}, Mac } };
      },
    { step: "initialize", priority: "high" },
  );
  return { client: async () => client, calls };
}

describe("a ring of roots", () => {
  const [newRoot, oldRoot] = [rootKeyOf(new Uint8Array(32).fill(1)), rootKeyOf(new Uint8Array(32).fill(2))];

  test("given two keys, when the current root is asked for, then it is the first one's", async () => {
    const { client } = kmsOf();
    expect((await kmsKeyRing(client, ["new", "old"]).current()).keyId).toBe(newRoot.keyId);
  });

  test("given two keys, when the old root is asked for by its id, then it is found", async () => {
    const { client } = kmsOf();
    expect((await kmsKeyRing(client, ["new", "old"]).find(oldRoot.keyId))?.keyId).toBe(oldRoot.keyId);
  });

  test("given an id of no key, when its root is asked for, then there is none", async () => {
    const { client } = kmsOf();
    expect(await kmsKeyRing(client, ["new"]).find(oldRoot.keyId)).toBeUndefined();
  });

  test("given many that ask at once, when a root is loaded, then KMS is called once", async () => {
    const { client, calls } = kmsOf();
    const ring = kmsKeyRing(client, ["new", "old"]);
    await Promise.all([ring.current(), ring.current(), ring.find(newRoot.keyId)]);
    expect(calls).toEqual(["new"]);
  });

  test("given KMS failed, when the root is asked for again, then it is called again", async () => {
    const { client } = kmsOf(1);
    const ring = kmsKeyRing(client, ["new"]);
    await expect(ring.current()).rejects.toThrow("KMS is down");
    expect((await ring.current()).keyId).toBe(newRoot.keyId);
  });

  test("given no key, when the current root is asked for, then the error says so", async () => {
    const { client } = kmsOf();
    await expect(kmsKeyRing(client, []).current()).rejects.toThrow("no key of this root");
  });
});
