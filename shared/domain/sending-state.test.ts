import { describe, expect, test } from "@jest/globals";
import { phoneOf, settings } from "../../test/support/samples.ts";
import { parseSettings } from "../parse-settings.ts";
import { usd } from "./prices.ts";
import { canReach, countryArea, everythingOpen } from "./sending-state.ts";

const mail = phoneOf({ type: "email", destination: "hanako@example.jp", country: undefined });
const cents = (spent: number) => ({ ...everythingOpen, spent: usd(1000) - usd(spent) });

describe("whether a message may be sent at all", () => {
  test.each([
    ["for one more SMS", 0.08, true],
    ["for a cent less than one more SMS", 0.07, false],
    ["for nothing", 0, false],
  ])("given money left %s, when an SMS is asked for, then it may be: %s", (_, left, expected) => {
    expect(canReach("sms", phoneOf(), settings, cents(left))).toBe(expected);
  });
  test("given money for an SMS and not for a call, when both are asked for, then the SMS alone may be", () => {
    expect([
      canReach("sms", phoneOf(), settings, cents(0.1)),
      canReach("voice", phoneOf(), settings, cents(0.1)),
    ]).toEqual([true, false]);
  });
  test("given no money, when a mail is asked for, then it may be: it is free", () => {
    expect(canReach("email", mail, settings, cents(0))).toBe(true);
  });
  test("given a cap of nothing, when an SMS is asked for, then it may not be", () => {
    expect(canReach("sms", phoneOf(), parseSettings({ spend: { monthlyUsd: 0 } }), everythingOpen)).toBe(false);
  });
  test("given a paused country, when its numbers and others are asked for, then its own may not be", () => {
    const both = parseSettings({ sends: { countries: ["JP", "US"] } });
    const state = { spent: 0, paused: new Set([countryArea("JP")]) };
    const numbers = [phoneOf(), phoneOf({ country: "US" })];
    expect(numbers.map((number) => canReach("sms", number, both, state))).toEqual([false, true]);
  });
  test.each([
    ["sms", false],
    ["voice", true],
  ] as const)("given a number dead for SMS, when %s is asked for, then it may be: %s", (channel, expected) => {
    expect(canReach(channel, phoneOf({ unreachableBy: ["sms"] }), settings, everythingOpen)).toBe(expected);
  });
  test("given an address that is dead, when a mail is asked for, then it may not be", () => {
    expect(canReach("email", { ...mail, unreachableBy: ["email"] }, settings, everythingOpen)).toBe(false);
  });
});
