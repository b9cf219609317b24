import { describe, expect, test } from "@jest/globals";
import { loginOf, now, settings } from "../../test/support/samples.ts";
import { trustDaysOf } from "./trust-days.ts";
import { mayTrust, trustOfferOf } from "./trust-offer.ts";

const allowing = (mostDays: (typeof settings.trust)["mostDays"], order = settings.login.order) => ({
  ...settings,
  login: { ...settings.login, order },
  trust: { ...settings.trust, mostDays },
});
const proved = loginOf({ password: { at: now } });

describe("days that browsers are trusted for", () => {
  test.each([
    [0, 90, 0],
    [7, 30, 7],
    [30, 30, 30],
    [90, 30, 30],
    [90, 0, 0],
  ] as const)("given %i were chosen, when the service allows %i, then they are %i", (chosen, mostDays, expected) => {
    expect(trustDaysOf(chosen, allowing(mostDays))).toBe(expected);
  });
});

describe("what is told of trust", () => {
  test.each([
    [90, true, 30],
    [7, true, 7],
    [0, false, 0],
  ] as const)("given the service allows %i, when the password is right, then that it is offered is %s, for %i days", (mostDays, offered, days) => {
    expect(trustOfferOf(proved, 30, allowing(mostDays))).toMatchObject({ offered, days });
  });

  test.each([
    [90, true],
    [0, false],
  ] as const)("given the service allows %i and one submission has it all, when nothing is proved, then what is told is the service's own: %s", (mostDays, offered) => {
    expect(trustOfferOf(loginOf(), undefined, allowing(mostDays, "together"))).toEqual({
      offered,
      defaultChecked: false,
      nameRequired: false,
      registered: false,
    });
  });

  test("given a right password, when it is told, then nothing but the form is told of the service's settings", () => {
    expect(Object.keys(trustOfferOf(proved, 30, settings) ?? {}).sort()).toEqual([
      "days",
      "defaultChecked",
      "nameRequired",
      "offered",
      "registered",
    ]);
  });
});

test("given a login that could trust its browser, when the service trusts none, then it may not", () => {
  expect([mayTrust(proved, 30, allowing(1)), mayTrust(proved, 30, allowing(0))]).toEqual([true, false]);
});
