import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GenerateMacCommand,
  GetPublicKeyCommand,
  InvalidKeyUsageException,
  KMSClient,
  ListKeysCommand,
  NotFoundException,
  SignCommand,
  type SigningAlgorithmSpec,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listen } from "../http.ts";
import { createKeyRing } from "./key-ring.ts";
import { createReceiver } from "./receiver.ts";

const folder = mkdtempSync(join(tmpdir(), "nidan-"));
const receiver = createReceiver(createKeyRing(folder), "http://127.0.0.1:1", Date.now);
const server = await listen(0, 1_000_000);
const origin = `http://127.0.0.1:${server.port}`;
const kms = new KMSClient({
  endpoint: `${origin}/kms`,
  region: "ap-northeast-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
});

beforeAll(() => server.open(receiver.answer));
afterAll(async () => {
  await receiver.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const message = Buffer.from("header.claims");
const mac = (KeyId: string) =>
  kms.send(new GenerateMacCommand({ KeyId, Message: message, MacAlgorithm: "HMAC_SHA_256" }));

async function publicKeyOf(KeyId: string): Promise<KeyObject> {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
}

describe("GenerateMac", () => {
  test("given the three roots, when each makes a MAC, then it is 32 bytes, the same again, and its own", async () => {
    const [one, again, ...others] = [
      await mac("challenge"),
      await mac("alias/challenge"),
      await mac("vault"),
      await mac("reveal"),
    ];
    expect(one?.Mac).toHaveLength(32);
    expect(again?.Mac).toEqual(one?.Mac);
    expect(new Set([one, ...others].map((made) => Buffer.from(made?.Mac ?? []).toString("hex"))).size).toBe(3);
  });

  test("given kept keys, when another run reads them, then they are the same, for their owner alone", async () => {
    const { Mac } = await mac("challenge");
    const later = createReceiver(createKeyRing(folder), "http://127.0.0.1:1", Date.now);
    const answer = await later.answer({
      method: "POST",
      path: "/kms/",
      query: "",
      headers: { "x-amz-target": "TrentService.GenerateMac" },
      body: Buffer.from(
        JSON.stringify({
          KeyId: "challenge",
          MacAlgorithm: "HMAC_SHA_256",
          Message: message.toString("base64"),
        }),
      ),
      address: "127.0.0.1",
    });
    expect(JSON.stringify(answer)).toContain(Buffer.from(Mac ?? []).toString("base64"));
    expect(statSync(join(folder, "kms.json")).mode & 0o777).toBe(0o600);
    await later.close();
  });

  test("given no such key, when a MAC is asked of it, then NotFoundException", async () => {
    await expect(mac("other")).rejects.toBeInstanceOf(NotFoundException);
  });

  test("given a signing key, when a MAC is asked of it, then InvalidKeyUsageException", async () => {
    await expect(mac("signing-es256")).rejects.toBeInstanceOf(InvalidKeyUsageException);
  });
});

describe.each([
  ["signing-es256", "ECDSA_SHA_256"],
  ["signing-rs256", "RSASSA_PKCS1_V1_5_SHA_256"],
] as const satisfies [string, SigningAlgorithmSpec][])("Sign with %s", (KeyId, SigningAlgorithm) => {
  test("given a message, when it is signed raw and as a digest, then the public key verifies both", async () => {
    const key = await publicKeyOf(KeyId);
    const digest = createHash("sha256").update(message).digest();
    // Many, because a DER integer is now and then shorter or longer.
    for (const [Message, MessageType] of Array(8)
      .fill([
        [message, "RAW"],
        [digest, "DIGEST"],
      ] as const)
      .flat()) {
      const { Signature } = await kms.send(new SignCommand({ KeyId, SigningAlgorithm, Message, MessageType }));
      expect(verify("sha256", message, key, Signature ?? Buffer.alloc(0))).toBe(true);
    }
  });

  test("given a digest of the wrong length, when it is signed, then ValidationException", async () => {
    const command = new SignCommand({ KeyId, SigningAlgorithm, Message: message, MessageType: "DIGEST" });
    await expect(kms.send(command)).rejects.toMatchObject({ name: "ValidationException" });
  });
});

test("given an action the receiver lacks, when it is called, then the error names it", async () => {
  await expect(kms.send(new ListKeysCommand({}))).rejects.toThrow('the action "ListKeys"');
});

test("given the fault error, when KMS is called, then KMSInternalException", async () => {
  receiver.faults.set({ service: "kms", fault: "error", times: 1 });
  await expect(mac("challenge")).rejects.toMatchObject({ name: "KMSInternalException" });
});

test("given an event, when it is put on the bus, then it is kept", async () => {
  const entry = { Source: "nidan", DetailType: "login", Detail: "{}" };
  const response = await fetch(`${origin}/events/`, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" },
    body: JSON.stringify({ Entries: [entry] }),
  });
  expect(await response.json()).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  expect(receiver.events).toEqual([entry]);
});
