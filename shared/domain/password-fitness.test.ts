import { describe, expect, test } from "@jest/globals";
import { faultOf, listedForm } from "./password-fitness.ts";

const measure = { identifier: "hanako.sato@example.jp", shortName: "nidan", minLength: 8 };

describe("faultOf", () => {
  test.each([
    ["one character less than the least", "abcdefg", "too_short"],
    ["just the least", "abcdefgh", undefined],
    ["characters of two code units, one less", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "too_short"],
    ["the identifier", "hanako.sato@example.jp", "own_name"],
    ["its first part in other letters", "Hanako.Sato", "own_name"],
    ["its first part in full width, with a year", "ｈanako.sato1998", "own_name"],
    ["the service's name with signs around it", "!!nidan2026", "own_name"],
    ["the service's name twice", "nidannidan", "own_name"],
    ["a sentence with the service's name", "nidan opens two doors", undefined],
    ["digits alone", "8302749157", undefined],
  ])("given %s, when it is measured, then it is %s", (_, password, fault) => {
    expect(faultOf(password, measure)).toBe(fault);
  });

  test("given an identifier without letters, when a password has none either, then it is no name", () => {
    expect(faultOf("83027491", { ...measure, identifier: "0001" })).toBeUndefined();
  });
});

test("given full-width capitals, when they are looked up, then they are the letters of the list", () => {
  expect(listedForm("ＰＡＳＳＷＯＲＤ１")).toBe("password1");
});
