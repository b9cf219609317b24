import { describe, expect, test } from "@jest/globals";
import { seal, unseal } from "./seal.ts";

const key = new Uint8Array(32).fill(1);
const text = Buffer.from("12345678901234567890");

const changed = (sealed: string, place: number): string => {
  const bytes = Buffer.from(sealed, "base64url");
  const at = place < 0 ? bytes.length + place : place;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString("base64url");
};

describe("a sealed text", () => {
  test("given its key and what it belongs to, when it is opened, then it is what it was", () => {
    expect(unseal(key, seal(key, text, "a"), "a")).toEqual(text);
  });

  test("given the same text, when it is sealed twice, then nothing shows that it is the same", () => {
    const [one, other] = [seal(key, text, "a"), seal(key, text, "a")];
    expect(one.slice(0, 16)).not.toBe(other.slice(0, 16));
    expect(one.slice(-20)).not.toBe(other.slice(-20));
  });

  test.each<[string, (sealed: string) => Buffer]>([
    ["under another key", (sealed) => unseal(new Uint8Array(32).fill(2), sealed, "a")],
    ["for something else", (sealed) => unseal(key, sealed, "b")],
    ["with another nonce", (sealed) => unseal(key, changed(sealed, 0), "a")],
    ["with another text", (sealed) => unseal(key, changed(sealed, 12), "a")],
    ["with another tag", (sealed) => unseal(key, changed(sealed, -1), "a")],
    [
      "with a tag that was cut",
      (sealed) => unseal(key, Buffer.from(sealed, "base64url").subarray(0, -4).toString("base64url"), "a"),
    ],
    ["of nothing at all", () => unseal(key, "", "a")],
  ])("given one %s, when it is opened, then it throws", (_, open) => {
    expect(() => open(seal(key, text, "a"))).toThrow();
  });
});
