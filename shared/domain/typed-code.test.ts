import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cleanTypedCode } from "./typed-code.ts";

describe("typed codes", () => {
  test.each([
    ["six digits", "123456"],
    ["full-width digits", "１２３４５６"],
    ["both widths mixed", "１2３4５6"],
    ["a space in the middle", "123 456"],
    ["an ideographic space", "123\u3000456"],
    ["a no-break space", "123\u00a0456"],
    ["a space behind", "123456 "],
    ["a line end behind", "123456\r\n"],
    ["a hyphen", "123-456"],
    ["a full-width hyphen", "123－456"],
    ["an en dash", "123–456"],
    ["a minus sign", "123\u2212456"],
    ["the long-vowel mark of a kana keyboard", "123ー456"],
    ["its half-width form", "123ｰ456"],
    ["a zero-width space", "123\u200b456"],
    ["a zero-width joiner", "1\u200d23456"],
    ["a byte order mark", "\ufeff123456"],
    ["a right-to-left mark", "123456\u200f"],
    ["separators everywhere", " 1-2 3ー4\u200b5－6 "],
  ])("given %s, when the code is cleaned, then it is the six digits", (_, typed) => {
    expect(cleanTypedCode(typed)).toBe("123456");
  });

  test("given zeros in front, when the code is cleaned, then they stay", () => {
    expect(cleanTypedCode("００１２３４")).toBe("001234");
  });

  test.each([
    [5, undefined],
    [6, "111111"],
    [7, undefined],
    [8, "11111111"],
    [9, undefined],
  ])("given %i digits, when the code is cleaned, then it is %s", (count, cleaned) => {
    expect(cleanTypedCode("1".repeat(count))).toBe(cleaned);
  });

  test.each([
    ["nothing", ""],
    ["separators alone", " -ー\u200b"],
    ["Arabic-Indic digits", "١٢٣٤٥٦"],
    ["one Arabic-Indic digit", "12345٦"],
    ["Devanagari digits", "१२३४५६"],
    ["circled digits", "①②③④⑤⑥"],
    ["one circled digit", "12345⑥"],
    ["a superscript digit", "1²3456"],
    ["mathematical digits", "\u{1d7cf}23456"],
    ["Chinese numerals", "一二三四五六"],
    ["a letter", "12345a"],
    ["a letter that looks like a digit", "12345O"],
    ["a dot", "123.456"],
    ["a sign", "+123456"],
    ["two codes", "123456 123456"],
    ["an exponent", "1e5000"],
    ["JSON", '{"S":"123456"}'],
    ["a combining mark", "12345\u03016"],
  ])("given %s, when the code is cleaned, then there is none", (_, typed) => {
    expect(cleanTypedCode(typed)).toBeUndefined();
  });

  const separator = fc.constantFrom("", " ", "\u3000", "-", "－", "ー", "\u2212", "\u200b", "\ufeff");
  const width = fc.constantFrom(0, 0xfee0);

  test("given any code typed in any width and grouping, when it is cleaned, then it is that code", () => {
    const typing = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), width, separator), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(typing, (keys) => {
        const typed = keys.map(([digit, shift, behind]) => String.fromCharCode(0x30 + digit + shift) + behind);
        expect(cleanTypedCode(typed.join(""))).toBe(keys.map(([digit]) => digit).join(""));
      }),
    );
  });

  test("given any text, when it is cleaned, then it is nothing or six or eight ASCII digits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        expect(cleanTypedCode(typed) ?? "000000").toMatch(/^(\d{6}|\d{8})$/);
      }),
    );
  });
});
