import { describe, expect, test } from "@jest/globals";
import { now } from "../../test/support/samples.ts";
import { keyIdOfPasswordLink, openPasswordLink, passwordLinkToken } from "./password-link.ts";

const key = new Uint8Array(32).fill(7);
const root = { keyId: "a2V5MQ", key };
const of = { sub: "SSSSSSSSSSSSSSSSSSSSSQ", epoch: 70_000, authenticatorId: "AAAAAAAAAAAAAAAAAAAAAA" };
const until = now + 1000;
const token = passwordLinkToken(root, of, until);

describe("the token of a link for a new password", () => {
  test("given a token, when it is opened, then it says whose it is, of which epoch and to which address, and names its key", () => {
    expect(openPasswordLink(key, token, now)).toEqual(of);
    expect(keyIdOfPasswordLink(token)).toBe("a2V5MQ");
    expect(token).toMatch(/^[A-Za-z0-9_-]{82}$/);
  });

  test.each([
    [until - 1000, true],
    [until, false],
    [until + 1000, false],
  ])("given its end, when it is opened at %i, then it opens: %s", (at, opens) => {
    expect(openPasswordLink(key, token, at) !== undefined).toBe(opens);
  });

  test("given any bit of it changed, when it is opened, then it does not", () => {
    const bytes = Buffer.from(token, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openPasswordLink(key, changed.toString("base64url"), now)).toBeUndefined();
    }
  });

  test("given another key, when it is opened, then it does not", () => {
    expect(openPasswordLink(new Uint8Array(32).fill(8), token, now)).toBeUndefined();
  });

  test.each([
    "",
    "A",
    token.slice(0, -1),
    `${token}A`,
    `${token}AAAA`,
    `${token.slice(0, -1)}=`,
    ` ${token}`,
    "é".repeat(82),
  ])("given %j, when its key is asked for, then it is no token", (text) => {
    expect(keyIdOfPasswordLink(text)).toBeUndefined();
  });
});
