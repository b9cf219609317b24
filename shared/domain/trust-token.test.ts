import { describe, expect, test } from "@jest/globals";
import { namedByTrustToken, openTrustToken, trustTokenOf } from "./trust-token.ts";

const key = new Uint8Array(32).fill(1);
const [sub, browserId, nonce] = ["SSSSSSSSSSSSSSSSSSSSSQ", "BBBBBBBBBBBBBBBBBBBBBA", "NNNNNNNNNNNNNNNNNNNNNA"];
const made = trustTokenOf({ keyId: "a2V5MQ", key }, sub, browserId, nonce);

describe("the token of a trusted browser", () => {
  test("given one of ours, when it is opened, then it names its browser and the digest that is stored", () => {
    expect(namedByTrustToken(made.token)).toEqual({ keyId: "a2V5MQ", browserId });
    expect(openTrustToken(key, sub, made.token)).toEqual({ browserId, digest: made.digest });
  });

  test("given the same nonce, when it is made again, then it is the same; given another, another", () => {
    expect(trustTokenOf({ keyId: "a2V5MQ", key }, sub, browserId, nonce)).toEqual(made);
    const other = trustTokenOf({ keyId: "a2V5MQ", key }, sub, browserId, "MMMMMMMMMMMMMMMMMMMMMA");
    expect(other.digest).not.toBe(made.digest);
  });

  test("given what is stored, then the secret is not in it", () => {
    const secret = Buffer.from(made.token, "base64url").subarray(-32);
    expect(JSON.stringify([made.digest, made.basis])).not.toContain(secret.toString("base64url"));
  });

  test("attack 35: given another subject or another key, when it is opened, then it is none", () => {
    expect(openTrustToken(key, "TTTTTTTTTTTTTTTTTTTTTQ", made.token)).toBeUndefined();
    expect(openTrustToken(new Uint8Array(32).fill(2), sub, made.token)).toBeUndefined();
  });

  test.each(
    Array.from({ length: 64 }, (_, place) => place + 4),
  )("attack 35: given one whose byte %i was changed, when it is opened, then it is none", (place) => {
    const bytes = Buffer.from(made.token, "base64url");
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    expect(openTrustToken(key, sub, bytes.toString("base64url"))).toBeUndefined();
  });

  test.each([
    "",
    "x",
    made.token.slice(1),
    `${made.token}A`,
    `${made.token}=`,
    `${made.token.slice(0, -1)}!`,
  ])("given %j, then it names nothing and opens nothing", (token) => {
    expect(namedByTrustToken(token)).toBeUndefined();
    expect(openTrustToken(key, sub, token)).toBeUndefined();
  });
});
