import { describe, expect, test } from "@jest/globals";
import { challengeOf, now, phoneOf, rootOf, settings } from "../../../test/support/samples.ts";
import { fromBase32, hotp, stepMs } from "../../../test/support/totp.ts";
import { seal } from "../../domain/seal.ts";
import { base32Of } from "./base32.ts";
import { acceptedStep, seedBinding, totp } from "./totp.ts";

/** RFC 6238 appendix B, SHA-1: the seed, and what is shown at a time, in eight digits. */
const seed = Buffer.from("12345678901234567890");
const vectors = [
  [59, 0x1, "94287082"],
  [1_111_111_109, 0x23523ec, "07081804"],
  [1_111_111_111, 0x23523ed, "14050471"],
  [1_234_567_890, 0x273ef07, "89005924"],
  [2_000_000_000, 0x3f940aa, "69279037"],
  [20_000_000_000, 0x27bc86aa, "65353130"],
] as const;

const at = (seconds: number, lastStep?: number, tolerance = 0) => ({ now: seconds * 1000, tolerance, lastStep });
const step = Math.floor(now / stepMs);
const codeOf = (count: number) => hotp(seed, count);

describe("RFC 6238, appendix B", () => {
  test.each(
    vectors,
  )("given %i s, when the code of step %i is taken, then this service and the independent app agree", (time, count, eight) => {
    expect(hotp(seed, count, 8)).toBe(eight);
    expect(acceptedStep(seed, eight.slice(-6), at(time))).toBe(count);
  });

  test.each(
    vectors,
  )("given %i s, when the eight digits themselves are typed, then they are no code", (time, _, eight) => {
    expect(acceptedStep(seed, eight, at(time))).toBeUndefined();
  });
});

describe("the accepted step", () => {
  test.each([
    [0, -1, false],
    [0, 0, true],
    [0, 1, false],
    [1, -2, false],
    [1, -1, true],
    [1, 1, true],
    [1, 2, false],
    [2, -3, false],
    [2, -2, true],
    [2, 2, true],
    [2, 3, false],
  ])("given a tolerance of %i steps, when the code of %i steps from now comes, then it is accepted: %s", (tolerance, off, isAccepted) => {
    const found = acceptedStep(seed, codeOf(step + off), { now, tolerance });
    expect(found).toBe(isAccepted ? step + off : undefined);
  });

  test.each([
    [0, -1],
    [stepMs - 1, -1],
    [0, 1],
    [stepMs - 1, 1],
  ])("given it is %i ms into a step, when the code of %i steps from now comes, then it is accepted", (into, off) => {
    const start = step * stepMs;
    expect(acceptedStep(seed, codeOf(step + off), { now: start + into, tolerance: 1 })).toBe(step + off);
  });

  test.each([
    [-1, 0, true],
    [0, 0, false],
    [1, 0, false],
    [-2, -1, true],
    [-1, -1, false],
    [0, 1, true],
    [1, 1, false],
    // The app was ahead when it signed in: the service's own time is behind the last step.
    [1, -1, false],
    [3, 0, false],
  ])("given the step of %i from now was the last, when the code of %i comes, then it is accepted: %s", (last, off, isAccepted) => {
    const found = acceptedStep(seed, codeOf(step + off), { now, tolerance: 1, lastStep: step + last });
    expect(found).toBe(isAccepted ? step + off : undefined);
  });

  test.each([
    "",
    "12345",
    "1234567",
    "12345678",
    "abcdef",
    "12345a",
    " 12345",
    "１２３４５６",
  ])("given %j, when it comes as a code, then it is none", (code) => {
    expect(acceptedStep(seed, code, { now, tolerance: 1 })).toBeUndefined();
  });
});

describe("the method", () => {
  const root = rootOf(1);
  const sub = "SSSSSSSSSSSSSSSSSSSSSQ";
  const app = phoneOf({
    type: "totp",
    destination: "",
    seed: {
      keyId: root.keyId,
      sealed: seal(root.derive("totp-seed"), seed, seedBinding(sub, phoneOf().authenticatorId)),
    },
  });
  const answer = {
    challenge: challengeOf(),
    authenticator: app,
    sub,
    code: codeOf(step),
    codeKey: root.derive("out-of-band-code"),
    vaultKey: () => root.derive("totp-seed"),
    settings,
    now,
  };

  test("given the right code, when it is verified, then it uses up its step", () => {
    expect(totp.verify(answer)).toEqual({ right: true, consumes: { kind: "totp_step", step } });
  });

  test.each([
    [step - 1, true],
    [step, false],
    [step + 1, false],
  ])("given the app's last step was %i, when a code of step now is verified, then it is right: %s", (lastStep, right) => {
    expect(totp.verify({ ...answer, authenticator: { ...app, lastStep } }).right).toBe(right);
  });

  test("given a code of another seed, when it is verified, then it is wrong", () => {
    expect(totp.verify({ ...answer, code: hotp(Buffer.alloc(20, 7), step) })).toEqual({ right: false });
  });

  test("given the vault's key is not known any more, when it is verified, then it is wrong", () => {
    expect(totp.verify({ ...answer, vaultKey: () => undefined })).toEqual({ right: false });
  });

  test.each([
    ["another subject", { sub: "XXXXXXXXXXXXXXXXXXXXXQ" }],
    ["another authenticator", { authenticator: { ...app, authenticatorId: "BBBBBBBBBBBBBBBBBBBBBB" } }],
  ])("given a seed that was moved to %s, when it is verified, then it does not open", (_, moved) => {
    expect(() => totp.verify({ ...answer, ...moved })).toThrow();
  });

  test.each([
    "pending",
    "disabled",
  ] as const)("given an app that is %s, when methods are offered, then it is not", (status) => {
    expect(totp.offer({ ...app, status }, settings)).toBeUndefined();
  });

  test("given an app with a name, when it is offered, then by its name", () => {
    expect(totp.offer({ ...app, name: "phone" }, settings)).toEqual({
      methodId: `totp.${app.authenticatorId}`,
      type: "totp",
      hint: "phone",
    });
  });
});

describe("base32", () => {
  // RFC 4648 10, those of whole groups.
  test.each([
    ["fooba", "MZXW6YTB"],
    ["", ""],
  ])("given %j, when it is written, then %j", (text, written) => {
    expect(base32Of(Buffer.from(text))).toBe(written);
  });

  test("given any 20 bytes, when an app reads what was written, then it has them again", () => {
    const bytes = Buffer.from(Array.from({ length: 20 }, (_, place) => (place * 73 + 5) % 256));
    expect(fromBase32(base32Of(bytes))).toEqual(bytes);
  });
});
