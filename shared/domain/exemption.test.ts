import { describe, expect, test } from "@jest/globals";
import { type Exemption, exemptionFor, type FirstFactor, isInForce } from "./exemption.ts";

const day = Date.UTC(2027, 2, 31);
const exemption = (changes: Partial<Exemption>): Exemption => ({
  rule: "strong_first_factor",
  owner: "identity team",
  reason: "a passkey is two factors",
  until: "2027-03-31",
  ...changes,
});
const factor = (changes: Partial<FirstFactor> = {}): FirstFactor => ({
  clientId: undefined,
  amr: [],
  isAutomatic: false,
  ...changes,
});
const ruleFor = (given: FirstFactor, ...exemptions: readonly Exemption[]) =>
  exemptionFor(given, { exemptions: [...exemptions] }, day)?.rule;

describe("exemptions", () => {
  test.each([
    ["hwk", "strong_first_factor"],
    ["fpt", "strong_first_factor"],
    ["face", "strong_first_factor"],
    ["pop", "strong_first_factor"],
    ["pwd", undefined],
    ["sms", undefined],
    ["swk", undefined],
  ])("given a first factor by %s, when it is looked at, then the rule is %s", (value, rule) => {
    expect(ruleFor(factor({ amr: ["pwd", value] }), exemption({}))).toBe(rule);
  });

  test("given an app's automatic login, when it is looked at, then only its own rule holds", () => {
    const automatic = factor({ isAutomatic: true });
    expect(ruleFor(automatic, exemption({}))).toBeUndefined();
    expect(ruleFor(automatic, exemption({ rule: "automatic_login" }))).toBe("automatic_login");
    expect(ruleFor(factor(), exemption({ rule: "automatic_login" }))).toBeUndefined();
  });

  test("given a client, when it is looked at, then the rule holds for that client alone", () => {
    const listed = exemption({ rule: "client", clientId: "kiosk" });
    expect(ruleFor(factor({ clientId: "kiosk" }), listed)).toBe("client");
    expect(ruleFor(factor({ clientId: "shop" }), listed)).toBeUndefined();
    expect(ruleFor(factor(), listed)).toBeUndefined();
  });

  test("given a rule that names a client, when another signs in by the same factor, then it does not hold", () => {
    const strong = factor({ amr: ["hwk"], clientId: "shop" });
    expect(ruleFor(strong, exemption({ clientId: "bank" }))).toBeUndefined();
    expect(ruleFor(strong, exemption({ clientId: "shop" }))).toBe("strong_first_factor");
  });

  test.each([
    [Date.UTC(2027, 2, 31, 23, 59, 59, 999), true],
    [Date.UTC(2027, 3, 1), false],
  ])("given its last day, when it is asked at %i, then it holds: %s", (at, expected) => {
    expect(isInForce(exemption({}), at)).toBe(expected);
  });

  test("given one that is over and one that holds, when it is looked at, then the one that holds is taken", () => {
    const over = exemption({ until: "2027-03-30", reason: "over" });
    const found = exemptionFor(factor({ amr: ["hwk"] }), { exemptions: [over, exemption({})] }, day);
    expect(found?.reason).toBe("a passkey is two factors");
  });
});
