import { describe, expect, test } from "@jest/globals";
import { settings } from "../../test/support/samples.ts";
import { parseSettings } from "../parse-settings.ts";
import { hasPrice, priceOf, usd } from "./prices.ts";

const priced = parseSettings({ spend: { prices: { JP: { smsUsd: "0.07451", voiceUsd: "0.21" } } } });

describe("prices", () => {
  test.each([
    ["0.07451", 74_510],
    [1, 1_000_000],
    ["0.00001", 10],
  ])("given %s US dollars, when they are counted, then they are %i millionths", (dollars, micro) => {
    expect(usd(dollars)).toBe(micro);
  });
  test("given mail, when it is priced, then it is free wherever it goes", () => {
    expect(priceOf("email", undefined, settings)).toBe(0);
  });
  test.each([
    "sms",
    "voice",
  ] as const)("given no price of the operator's, when %s is priced, then by our estimate, which is not free", (channel) => {
    expect(priceOf(channel, "JP", settings)).toBeGreaterThan(0);
  });
  test("given the operator's prices, when messages are priced, then by them", () => {
    expect([priceOf("sms", "JP", priced), priceOf("voice", "JP", priced)]).toEqual([74_510, 210_000]);
  });
  test.each([
    ["JP", true],
    ["FR", false],
  ])("given %s, when it is looked up, then whether it has a price is %s", (country, expected) => {
    expect(hasPrice(country, settings.spend)).toBe(expected);
  });
  test("given a country without a price, when a message there is priced, then that is a fault, not a gift", () => {
    expect(() => priceOf("sms", "FR", settings)).toThrow("no price");
  });
});
