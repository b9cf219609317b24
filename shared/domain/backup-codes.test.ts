import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { now } from "../../test/support/samples.ts";
import { backupCodeMac, codesOf, leftOf, placeOfCode, setBinding, setIdOf } from "./backup-codes.ts";

const seedOf = (byte: number) => new Uint8Array(32).fill(byte);
const key = seedOf(9);

const setOf = (codes: readonly string[], salt = "salt") => ({
  setId: "set",
  basis: 0,
  keyId: "key",
  salt,
  left: Object.fromEntries(codes.map((code, place) => [String(place), backupCodeMac(key, salt, code)])),
  total: codes.length,
  createdAt: now,
});

describe("codes of a seed", () => {
  test("given any seed, when its codes are made, then they are ten different ones of eight digits", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const codes = codesOf(seed);
        expect(codes.filter((code) => /^\d{8}$/.test(code))).toHaveLength(10);
        expect(new Set(codes).size).toBe(10);
      }),
    );
  });

  test("given the same seed, when its codes are made again, then they are the same; of another, none is", () => {
    expect(codesOf(seedOf(1))).toEqual(codesOf(seedOf(1)));
    expect(codesOf(seedOf(2)).filter((code) => codesOf(seedOf(1)).includes(code))).toEqual([]);
  });

  test("given many seeds, when first digits are counted, then each is about as frequent as another", () => {
    const counts = new Array<number>(10).fill(0);
    for (let byte = 0; byte < 256; byte += 1) {
      for (const code of codesOf(seedOf(byte))) counts[Number(code[0])] = (counts[Number(code[0])] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(200);
    expect(Math.max(...counts)).toBeLessThan(312);
  });

  test("given a seed, when its set is named, then the name tells neither seed nor codes", () => {
    const seed = seedOf(3);
    expect(setIdOf(seed)).toMatch(/^[\w-]{22}$/);
    expect(Buffer.from(setIdOf(seed), "base64url")).not.toEqual(Buffer.from(seed.subarray(0, 16)));
    expect(setIdOf(seed)).not.toBe(setIdOf(seedOf(4)));
  });
});

describe("a code's place", () => {
  const codes = codesOf(seedOf(1));

  test("given a set, when each of its codes is looked for, then each is at its place", () => {
    expect(codes.map((code) => placeOfCode(setOf(codes), key, code))).toEqual(codes.map((_, place) => String(place)));
  });

  test.each([
    ["another salt", () => placeOfCode({ ...setOf(codes), salt: "other" }, key, codes[0] ?? "")],
    ["another key", () => placeOfCode(setOf(codes), seedOf(8), codes[0] ?? "")],
    ["seven of its digits", () => placeOfCode(setOf(codes), key, (codes[0] ?? "").slice(1))],
    ["its MAC", () => placeOfCode(setOf(codes), key, setOf(codes).left["0"] ?? "")],
  ])("given a code under %s, when it is looked for, then it is nowhere", (_, look) => {
    expect(look()).toBeUndefined();
  });

  test("given a set of which one is used, when the rest is counted, then nine", () => {
    const { "0": _, ...left } = setOf(codes).left;
    expect(leftOf({ ...setOf(codes), left })).toBe(9);
  });
});

test("given two subjects or sets, when what a seed is sealed for is named, then by names that differ", () => {
  expect(new Set([setBinding("a", "b"), setBinding("b", "a"), setBinding("a", "c")]).size).toBe(3);
});
