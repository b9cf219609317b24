import { describe, expect, test } from "@jest/globals";
import { parsePhone } from "./phone.ts";

describe("telephone numbers", () => {
  test.each([
    ["national form", "090-1234-5678", "+819012345678", "mobile"],
    ["full-width digits", "０９０－１２３４－５６７８", "+819012345678", "mobile"],
    ["spaces", " 080 1234 5678 ", "+818012345678", "mobile"],
    ["E.164", "+817012345678", "+817012345678", "mobile"],
    ["a range that opened in 2026", "060-1234-5678", "+816012345678", "mobile"],
    ["a fixed line", "03-1234-5678", "+81312345678", "fixed"],
    ["an IP telephone", "050-1234-5678", "+815012345678", undefined],
  ])("given %s, when it is parsed, then it is E.164 of Japan", (_, typed, e164, line) => {
    expect(parsePhone(typed, ["JP"])).toEqual({ e164, country: "JP", line });
  });

  test.each([
    ["nothing", ""],
    ["words", "my number"],
    ["a digit too few", "090-1234-567"],
    ["a digit too many", "090-1234-56789"],
    ["an emergency number", "110"],
  ])("given %s, when it is parsed, then it is no number", (_, typed) => {
    expect(parsePhone(typed, ["JP"])).toBe("must be a telephone number");
  });

  test.each([
    ["toll-free", "0120-123-456"],
    ["toll-free of mobiles", "0800-123-4567"],
    ["premium", "0990-512-345"],
    ["shared cost", "0570-012-345"],
    ["a pager", "020-4123-4567"],
  ])("given %s, when it is parsed, then it is refused", (_, typed) => {
    expect(parsePhone(typed, ["JP"])).toMatch(/^must be/);
  });

  test("given a country that is not listed, when its number is parsed, then the listed ones are told", () => {
    expect(parsePhone("+1 202 555 0123", ["JP", "KR"])).toBe("must be a number of JP, KR");
  });

  test("given a country that is listed, when its number is parsed, then it is taken", () => {
    expect(parsePhone("+1 202 456 1111", ["JP", "US"])).toEqual({ e164: "+12024561111", country: "US" });
  });

  test("given a premium number of a listed country, when it is parsed, then it is refused", () => {
    expect(parsePhone("+1 900 555 0123", ["US"])).toMatch(/^must be/);
  });

  test("given national form, when it is parsed, then it is of the country that the operator lists first", () => {
    expect(parsePhone("(202) 456-1111", ["US", "JP"])).toEqual({ e164: "+12024561111", country: "US" });
  });
});
