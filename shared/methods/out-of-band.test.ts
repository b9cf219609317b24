import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { generateSync } from "otplib";
import { challengeOf, rootOf } from "../../test/support/samples.ts";
import { isSameCode, outOfBandCode } from "./out-of-band.ts";

// RFC 4226 appendix D.
const secret = Buffer.from("12345678901234567890");
const vectors = [
  "755224",
  "287082",
  "359152",
  "969429",
  "338314",
  "254676",
  "287922",
  "162583",
  "399871",
  "520489",
] as const;

describe("the HOTP that codes are made by", () => {
  test.each(
    vectors.map((code, counter) => ({ code, counter })),
  )("given the secret of RFC 4226, when the code of counter $counter is made, then it is $code", ({
    code,
    counter,
  }) => {
    expect(generateSync({ strategy: "hotp", secret, counter, digits: 6 })).toBe(code);
  });
});

const key = rootOf(1).derive("out-of-band-code");
const codeOf = (changes: Parameters<typeof challengeOf>[0] = {}, codeKey = key, digits: 6 | 8 = 8) =>
  outOfBandCode(codeKey, challengeOf(changes), digits);

describe("the code of a challenge", () => {
  test("given the same challenge, when it is sent again later, then the code is the same", () => {
    const resent = codeOf({ lastSentAt: 1, delivery: "sent", expiresAt: 2, reference: "X9" });
    expect(resent).toBe(codeOf());
  });

  test.each([
    ["challenge", codeOf({ challengeId: "DDDDDDDDDDDDDDDDDDDDDA" })],
    ["method", codeOf({ methodId: "sms_code.BBBBBBBBBBBBBBBBBBBBBB" })],
    ["key", codeOf({}, rootOf(2).derive("out-of-band-code"))],
    ["purpose of the key", codeOf({}, rootOf(1).derive("login-token"))],
  ])("given another %s, when its code is made, then it is another code", (_, other) => {
    expect(other).not.toBe(codeOf());
  });

  test("given ids that join to the same text, when their codes are made, then they differ", () => {
    expect(codeOf({ challengeId: "a", methodId: "bc" })).not.toBe(codeOf({ challengeId: "ab", methodId: "c" }));
  });

  test("given a thousand challenges, when their codes are made, then hardly any two are alike", () => {
    const codes = Array.from({ length: 1000 }, (_, place) => codeOf({ challengeId: String(place) }));
    expect(new Set(codes).size).toBeGreaterThan(995);
  });

  test.each([6, 8] as const)("given %i digits, when any code is made, then it has just these, zeros too", (digits) => {
    fc.assert(
      fc.property(fc.string(), (challengeId) => {
        expect(codeOf({ challengeId }, key, digits)).toMatch(new RegExp(`^\\d{${digits}}$`));
      }),
    );
  });
});

describe("comparing codes", () => {
  test.each([
    ["123456", "123456", true],
    ["123456", "123457", false],
    ["012345", "12345", false],
    ["123456", "12345678", false],
    ["12345678", "123456", false],
    ["123456", "", false],
  ])("given %j is due, when %j is typed, then it is right: %s", (expected, typed, right) => {
    expect(isSameCode(expected, typed)).toBe(right);
  });

  test("given any code, when one digit of it is another, then it is wrong", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6}$/), fc.nat(5), fc.integer({ min: 1, max: 9 }), (code, place, more) => {
        const other = Array.from(code, (digit, at) => (at === place ? (Number(digit) + more) % 10 : digit)).join("");
        expect(isSameCode(code, other)).toBe(false);
      }),
    );
  });
});
