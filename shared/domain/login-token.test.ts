import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ringOf, rootOf } from "../../test/support/samples.ts";
import type { Holder } from "./login.ts";
import { keyIdOfLoginToken, openLoginToken, sealLoginToken } from "./login-token.ts";

const root = rootOf(1);
const sealing = { keyId: root.keyId, key: root.derive("login-token") };
const id = (bytes: number) => randomBytes(bytes).toString("base64url");
const holder: Holder = { loginId: id(16), sub: id(16), identifierKey: id(32), generation: 1 };
const token = sealLoginToken(sealing, holder);

/** As a request is proved: the key that the token names, then the token under it. */
async function open(given: string, loginId = holder.loginId, ring = ringOf(root)): Promise<Holder | undefined> {
  const keyId = keyIdOfLoginToken(given);
  const found = keyId === undefined ? undefined : await ring.find(keyId);
  return found && openLoginToken(found.derive("login-token"), loginId, given);
}

describe("login tokens", () => {
  test("given any holder, when a token is sealed and opened, then it is that holder", async () => {
    const anyId = (length: number) =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString("base64url"));
    const anyHolder = fc.record({
      loginId: anyId(16),
      sub: anyId(16),
      identifierKey: anyId(32),
      generation: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(anyHolder, async (any) => {
        expect(await open(sealLoginToken(sealing, any), any.loginId)).toEqual(any);
      }),
    );
  });

  test("given the same holder, when a token is sealed twice, then it is the same token", () => {
    expect(sealLoginToken(sealing, holder)).toBe(token);
  });

  test("given a token, when it is read, then neither subject nor identifier can be seen in it", () => {
    const seen = Buffer.from(token, "base64url").toString("hex");
    const hidden = [holder.sub, holder.identifierKey].map((text) => Buffer.from(text, "base64url").toString("hex"));
    expect(hidden.filter((text) => seen.includes(text))).toEqual([]);
  });

  test("given another login, when the token is opened for it, then nothing opens", async () => {
    expect(await open(token, id(16))).toBeUndefined();
  });

  test("given a ring without its key, when the token is opened, then nothing opens", async () => {
    expect(await open(token, holder.loginId, ringOf(rootOf(2)))).toBeUndefined();
  });

  test("given another key, when the token is opened by it, then nothing opens", () => {
    expect(openLoginToken(rootOf(2).derive("login-token"), holder.loginId, token)).toBeUndefined();
  });

  test("given a key that was rotated out but is in the ring, when the token is opened, then it opens", async () => {
    expect(await open(token, holder.loginId, ringOf(rootOf(2), root))).toEqual(holder);
  });

  test("given any one bit flipped, when the token is opened, then nothing opens", async () => {
    const bytes = Buffer.from(token, "base64url");
    const flipped = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return forged.toString("base64url");
    });
    const opened = await Promise.all(flipped.map((forged) => open(forged)));
    expect(opened.filter((one) => one !== undefined)).toEqual([]);
  });

  test("given a token cut to any length or with more behind, when it is opened, then nothing opens", async () => {
    const cut = Array.from(token, (_, length) => token.slice(0, length));
    const opened = await Promise.all([...cut, `${token}A`, `${token}AAAA`].map((forged) => open(forged)));
    expect(opened.filter((one) => one !== undefined)).toEqual([]);
  });

  test.each([
    ["padding", `${token}=`],
    ["white space", `${token.slice(0, 40)}\n${token.slice(40)}`],
    ["characters that base64url skips", `${token.slice(0, 40)}!${token.slice(40)}`],
    ["plain base64", `${token.slice(0, -1)}+`],
    ["nothing", ""],
  ])("given %s, when its key is asked for, then it is no token", (_, forged) => {
    expect(keyIdOfLoginToken(forged)).toBeUndefined();
  });

  test("given another generation of the login, when it is sealed, then it is another token", () => {
    expect(sealLoginToken(sealing, { ...holder, generation: 2 })).not.toBe(token);
  });
});
