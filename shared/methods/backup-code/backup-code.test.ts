import { describe, expect, test } from "@jest/globals";
import { challengeOf, now, phoneOf, rootOf, settings } from "../../../test/support/samples.ts";
import { backupCodeMac, backupCodesId } from "../../domain/backup-codes.ts";
import { backupCode } from "./backup-code.ts";

const root = rootOf(1);
const key = root.derive("backup-code");
const codes = ["01234567", "12345678"];
const set = {
  setId: "set",
  basis: 0,
  keyId: root.keyId,
  salt: "salt",
  left: Object.fromEntries(codes.map((code, place) => [String(place), backupCodeMac(key, "salt", code)])),
  total: 2,
  createdAt: now,
};
const sheet = phoneOf({ authenticatorId: backupCodesId, type: "backup_codes", destination: "", codes: set });
const answer = {
  challenge: challengeOf(),
  authenticator: sheet,
  sub: "SSSSSSSSSSSSSSSSSSSSSQ",
  code: "12345678",
  codeKey: root.derive("out-of-band-code"),
  vaultKey: () => key,
  settings,
  now,
};

describe("a backup code", () => {
  test.each([
    ["01234567", "0"],
    ["12345678", "1"],
  ])("given the code %s, when it is verified, then it uses up its place, %s", (code, place) => {
    expect(backupCode.verify({ ...answer, code })).toEqual({
      right: true,
      consumes: { kind: "backup_code", setId: "set", place, mac: set.left[place] },
    });
  });

  test.each(["123456", "1234567", "00000000"])("given %s, when it is verified, then it is wrong", (code) => {
    expect(backupCode.verify({ ...answer, code })).toEqual({ right: false });
  });

  test("given a code that was used, when it is verified, then it is wrong", () => {
    const { "1": _, ...left } = set.left;
    const used = { ...sheet, codes: { ...set, left } };
    expect(backupCode.verify({ ...answer, authenticator: used })).toEqual({ right: false });
  });

  test.each([
    ["of another set", { authenticator: { ...sheet, codes: { ...set, salt: "other" } } }],
    ["under another key", { vaultKey: () => rootOf(2).derive("backup-code") }],
    ["whose key is not known any more", { vaultKey: () => undefined }],
    ["of an account without a set", { authenticator: phoneOf() }],
  ])("given a code %s, when it is verified, then it is wrong", (_, changes) => {
    expect(backupCode.verify({ ...answer, ...changes })).toEqual({ right: false });
  });

  test.each([
    ["one code left", { codes: { ...set, left: { "1": "mac" } } }, true],
    ["no code left", { codes: { ...set, left: {} } }, false],
    ["a set that is disabled", { status: "disabled" as const }, false],
  ])("given %s, when methods are offered, then backup codes are: %s", (_, changes, isOffered) => {
    expect(backupCode.offer({ ...sheet, ...changes }, settings) !== undefined).toBe(isOffered);
  });
});
