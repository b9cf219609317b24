import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { countSegments } from "./segments.ts";

describe("segments", () => {
  test.each([
    ["nothing", "", "GSM-7", 0, 1],
    ["a letter", "a", "GSM-7", 1, 1],
    ["letters of the basic set", "@£èÅΔß¿à\n", "GSM-7", 9, 1],
    ["characters of the extension table", "^{}\\[~]|€", "GSM-7", 18, 1],
    ["160 letters", "a".repeat(160), "GSM-7", 160, 1],
    ["161 letters", "a".repeat(161), "GSM-7", 161, 2],
    ["306 letters", "a".repeat(306), "GSM-7", 306, 2],
    ["307 letters", "a".repeat(307), "GSM-7", 307, 3],
    ["80 euro signs", "€".repeat(80), "GSM-7", 160, 1],
    ["80 euro signs and a letter", `${"€".repeat(80)}a`, "GSM-7", 161, 2],
    ["a kanji", "認", "UCS-2", 1, 1],
    ["a letter outside the set", "ç", "UCS-2", 1, 1],
    ["a grave accent", "`", "UCS-2", 1, 1],
    ["an emoji", "😀", "UCS-2", 2, 1],
    ["70 kanji", "認".repeat(70), "UCS-2", 70, 1],
    ["71 kanji", "認".repeat(71), "UCS-2", 71, 2],
    ["134 kanji", "認".repeat(134), "UCS-2", 134, 2],
    ["135 kanji", "認".repeat(135), "UCS-2", 135, 3],
    ["35 emoji", "😀".repeat(35), "UCS-2", 70, 1],
    ["35 emoji and a letter", `${"😀".repeat(35)}a`, "UCS-2", 71, 2],
    ["a euro sign beside a kanji", "€認", "UCS-2", 2, 1],
  ] as const)("given %s, when segments are counted, then so", (_, text, encoding, units, segments) => {
    expect(countSegments(text)).toEqual({ encoding, units, segments });
  });

  test("given any text, when a character is added, then the segments never get fewer", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ unit: "grapheme" }), (text, more) => {
        expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(countSegments(text).segments);
      }),
    );
  });
});
