import { describe, expect, test } from "@jest/globals";
import { challengeOf, loginOf, now, rootOf } from "../../test/support/samples.ts";
import { isQrAlive, isQrTokenOf, qrStep, qrStepAt, qrStepEnd, qrTokenOf, readQrToken } from "./qr-token.ts";

const key = rootOf(1).derive("qr");
const root = { keyId: "a2V5MQ", key };
const { loginId } = loginOf();
const { challengeId } = challengeOf();
const step = qrStepAt(now);
const token = qrTokenOf(root, { loginId, step }, challengeId);

describe("a QR code's token", () => {
  test("given a token, when it is read, then it names its key, login and step", () => {
    expect(readQrToken(token)).toEqual({ keyId: root.keyId, loginId, step });
  });

  test("given the challenge that it was made for, when it is compared, then it is of it", () => {
    expect(isQrTokenOf(key, token, challengeId)).toBe(true);
  });

  test.each([
    ["another challenge", key, token, "DDDDDDDDDDDDDDDDDDDDDA"],
    ["another key", rootOf(2).derive("qr"), token, challengeId],
    ["another step", key, moved(4), challengeId],
    ["another login", key, moved(9), challengeId],
    ["another MAC", key, moved(38), challengeId],
  ])("given %s, when it is compared, then it is not", (_, otherKey, other, of) => {
    expect(isQrTokenOf(otherKey, other, of)).toBe(false);
  });

  test.each([
    "",
    "x",
    token.slice(1),
    `${token}A`,
    token.replace(/.$/, "!"),
  ])("given %j, when it is read, then it is none", (other) => {
    expect(readQrToken(other)).toBeUndefined();
  });
});

describe("how long a QR code counts", () => {
  const begins = step * qrStep;
  test.each([
    [0, true],
    [29_999, true],
    [44_999, true],
    [45_000, false],
    [60_000, false],
  ])("given it was drawn at the beginning of its step, when %i ms have passed, then it counts: %s", (age, counts) => {
    expect(isQrAlive(step, begins + age)).toBe(counts);
  });

  test("given a step, when it ends, then the next one begins", () => {
    expect([qrStepAt(qrStepEnd(step) - 1), qrStepAt(qrStepEnd(step))]).toEqual([step, step + 1]);
  });
});

/** The token with one bit of one byte changed. */
function moved(place: number): string {
  const bytes = Buffer.from(token, "base64url");
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes.toString("base64url");
}
