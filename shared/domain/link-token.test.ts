import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { rootOf } from "../../test/support/samples.ts";
import { keyIdOfLinkToken, linkTokenOf, openLinkToken } from "./link-token.ts";

const root = rootOf(1);
const making = { keyId: root.keyId, key: root.derive("link") };
const name = { loginId: randomBytes(16).toString("base64url"), number: 3 };
const token = linkTokenOf(making, name);

/** As a call presents it: its form first, then its MAC. */
const open = (given: string, key = making.key) =>
  keyIdOfLinkToken(given) === undefined ? undefined : openLinkToken(key, given);

describe("tokens of one-time URLs", () => {
  test("given any login and number, when its token is opened, then it names them and its key", () => {
    const loginId = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString("base64url"));
    fc.assert(
      fc.property(fc.record({ loginId, number: fc.integer({ min: 1, max: 255 }) }), (any) => {
        const made = linkTokenOf(making, any);
        expect([open(made), keyIdOfLinkToken(made)]).toEqual([any, root.keyId]);
      }),
    );
  });
  test("given a token, then it is as long as the SMS's budget takes it to be", () => {
    expect(token).toHaveLength(48);
  });
  test("given another key, when the token is opened by it, then nothing opens", () => {
    expect(open(token, rootOf(2).derive("link"))).toBeUndefined();
  });
  test("given any one bit flipped, when the token is opened, then nothing opens", () => {
    const bytes = Buffer.from(token, "base64url");
    // The key's id is no part of the MAC's secret, but of what it covers.
    const opened = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return open(forged.toString("base64url"));
    });
    expect(opened.filter((one) => one !== undefined)).toEqual([]);
  });
  test("given a token cut to any length or with more behind, when it is opened, then nothing opens", () => {
    const cut = Array.from(token, (_, length) => token.slice(0, length));
    const forms = [...cut, `${token}A`, `${token}AAAA`, `${token}=`, ` ${token}`, `${token.slice(0, -1)}+`];
    expect(forms.map((form) => open(form)).filter((one) => one !== undefined)).toEqual([]);
  });
});
