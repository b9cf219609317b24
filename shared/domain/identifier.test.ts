import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalIdentifier, canonicalPassword, identifierKeyOf } from "./identifier.ts";

describe("identifiers", () => {
  test.each([
    ["capitals", "ALICE"],
    ["full-width letters", "Ａｌｉｃｅ"],
    ["a space behind", "alice "],
    ["an ideographic space in front", "\u3000alice"],
    ["a zero-width space inside", "al\u200bice"],
    ["a byte order mark in front", "\ufeffalice"],
    ["a right-to-left override", "\u202ealice"],
    ["a line end behind", "alice\r\n"],
    ["a null byte inside", "al\0ice"],
  ])("given %s, when it is made canonical, then it is the same account", (_, typed) => {
    expect(canonicalIdentifier(typed)).toBe("alice");
  });

  test.each([
    ["half-width and full-width kana", "ﾊﾅｺ", "ハナコ"],
    ["a composed and a decomposed letter", "rené", "rene\u0301"],
    ["a ligature and its letters", "ﬁona", "fiona"],
  ])("given %s, when both are made canonical, then they are the same account", (_, one, other) => {
    expect(canonicalIdentifier(one)).toBe(canonicalIdentifier(other));
  });

  test.each([
    ["a space inside", "alice", "al ice"],
    ["a letter of another script", "alice", "\u0430lice"],
    ["a dot", "alice", "ali.ce"],
  ])("given %s, when both are made canonical, then they are two accounts", (_, one, other) => {
    expect(canonicalIdentifier(one)).not.toBe(canonicalIdentifier(other));
  });

  test.each([
    "",
    " ",
    "\u3000",
    "\t\n",
    "\u200b",
    "\ufeff \u00ad",
    "\0",
  ])("given nothing visible (%j), when it is made canonical, then it is empty", (typed) => {
    expect(canonicalIdentifier(typed)).toBe("");
  });

  test("given any text, when it is made canonical twice, then the second time changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const once = canonicalIdentifier(typed);
        expect(canonicalIdentifier(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  test("given any text, when its capitals are typed, then it is the same account", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.@_+-]{1,30}$/), (typed) => {
        expect(canonicalIdentifier(typed.toUpperCase())).toBe(canonicalIdentifier(typed));
      }),
    );
  });
});

describe("keys of identifiers", () => {
  test("given an identifier, when its key is made, then it is SHA-256 in base64url", () => {
    // FIPS 180-4, of "abc".
    expect(identifierKeyOf("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });
});

describe("passwords before hashing", () => {
  test.each([
    ["full-width letters become ASCII", "Ｐａｓｓ", "Pass"],
    ["decomposed letters are composed", "e\u0301", "é"],
    ["capitals stay", "PassWord", "PassWord"],
    ["spaces stay, at the ends too", " pass word ", " pass word "],
  ])("given a password, when it is made canonical, then %s", (_, typed, canonical) => {
    expect(canonicalPassword(typed)).toBe(canonical);
  });
});
