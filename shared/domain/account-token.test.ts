import { describe, expect, test } from "@jest/globals";
import { now } from "../../test/support/samples.ts";
import { accountToken, keyIdOfAccountToken, openAccountToken } from "./account-token.ts";

const key = new Uint8Array(32).fill(7);
const root = { keyId: "a2V5MQ", key };
const account = { sub: "SSSSSSSSSSSSSSSSSSSSSQ", epoch: 70_000 };
const until = now + 1000;

describe.each([
  { what: "the account as a whole", of: account, length: 60 },
  { what: "one thing of the account", of: { ...account, about: "AAAAAAAAAAAAAAAAAAAAAA" }, length: 82 },
])("a token about $what", ({ of, length }) => {
  const token = accountToken(root, of, until);

  test("given a token, when it is opened, then it says whose, of which epoch and about what it is, and names its key", () => {
    expect(openAccountToken(key, token, now)).toEqual(of);
    expect(keyIdOfAccountToken(token)).toBe("a2V5MQ");
    expect(token).toMatch(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
  });

  test.each([
    [until - 1000, true],
    [until, false],
    [until + 1000, false],
  ])("given its end, when it is opened at %i, then it opens: %s", (at, opens) => {
    expect(openAccountToken(key, token, at) !== undefined).toBe(opens);
  });

  test("given any bit of it changed, when it is opened, then it does not", () => {
    const bytes = Buffer.from(token, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openAccountToken(key, changed.toString("base64url"), now)).toBeUndefined();
    }
  });

  test("given another key, when it is opened, then it does not", () => {
    expect(openAccountToken(new Uint8Array(32).fill(8), token, now)).toBeUndefined();
  });

  test.each([
    "",
    "A",
    token.slice(0, -1),
    `${token}A`,
    `${token}AAAA`,
    `${token.slice(0, -1)}=`,
    ` ${token}`,
    "é".repeat(length),
  ])("given %j, when its key is asked for, then it is no token", (text) => {
    expect(keyIdOfAccountToken(text)).toBeUndefined();
  });
});
