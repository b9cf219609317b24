import { describe, expect, test } from "@jest/globals";
import { ringOf, rootOf } from "../../../test/support/samples.ts";
import { argon2Passwords } from "./argon2-passwords.ts";

const root = rootOf(1);
const passwords = argon2Passwords(ringOf(root));
const hashed = await passwords.hash("correct-horse-battery");

describe("password hashes", () => {
  test("given a password, when it is hashed, then the PHC string names algorithm, parameters and key", () => {
    const form = new RegExp(`^\\$argon2id\\$v=19\\$m=19456,t=2,p=1,keyid=${root.keyId}\\$[\\w+/]{22}\\$[\\w+/]{43}$`);
    expect(hashed).toMatch(form);
  });

  test("given the same password, when it is hashed again, then by another salt", async () => {
    expect(await passwords.hash("correct-horse-battery")).not.toBe(hashed);
  });

  test("given the password, when it is verified, then it is right", async () => {
    expect(await passwords.verify("correct-horse-battery", hashed)).toBe(true);
  });

  test.each([
    "",
    "correct-horse-batter",
    "Correct-horse-battery",
    "correct-horse-battery ",
  ])("given %j, when it is verified, then it is wrong", async (password) => {
    expect(await passwords.verify(password, hashed)).toBe(false);
  });

  test.each([
    ["nobody's", undefined],
    ["empty", ""],
    ["of another algorithm", hashed.replace("argon2id", "argon2i")],
    ["without a tag", hashed.slice(0, hashed.lastIndexOf("$") + 1)],
    ["with a salt of another", hashed.replace(/\$[\w+/]{22}\$/, `$${"A".repeat(22)}$`)],
    ["with weaker parameters", hashed.replace("t=2", "t=1")],
  ])("given a hash that is %s, when a password is verified, then it is wrong and nothing is thrown", async (_, phc) => {
    expect(await passwords.verify("correct-horse-battery", phc)).toBe(false);
  });

  test("given a stolen table, when it is used with another vault, then no password is right", async () => {
    expect(await argon2Passwords(ringOf(rootOf(2))).verify("correct-horse-battery", hashed)).toBe(false);
  });

  test("given a new key of the vault, when an old hash is verified, then it is still right", async () => {
    expect(await argon2Passwords(ringOf(rootOf(2), root)).verify("correct-horse-battery", hashed)).toBe(true);
  });

  test("given a new key of the vault, when a password is hashed, then by the new one", async () => {
    expect(await argon2Passwords(ringOf(rootOf(2), root)).hash("x")).toContain(`keyid=${rootOf(2).keyId}$`);
  });

  test("given smaller parameters of old, when their hash is verified, then it is still right", async () => {
    // Made with m=8192, t=1 by the same function: what stands in the string is what counts.
    const old = await weaker("old-password");
    expect(await passwords.verify("old-password", old)).toBe(true);
  });

  test("given nobody's account, when a password is verified, then it takes as long as for somebody's", async () => {
    const took = async (phc: string | undefined) => {
      const began = performance.now();
      await passwords.verify("wrong-password", phc);
      return performance.now() - began;
    };
    const fastest = async (phc: string | undefined) => Math.min(...[await took(phc), await took(phc), await took(phc)]);
    expect(await fastest(undefined)).toBeGreaterThan((await fastest(hashed)) / 2);
  });
});

async function weaker(password: string): Promise<string> {
  const { argon2Sync } = await import("node:crypto");
  const salt = Buffer.alloc(16, 1);
  const tag = argon2Sync("argon2id", {
    message: password,
    nonce: salt,
    secret: root.derive("password-pepper"),
    memory: 8192,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=8192,t=1,p=1,keyid=${root.keyId}$${encode(salt)}$${encode(tag)}`;
}
