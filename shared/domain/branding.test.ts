import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { behindAccent, brandingTrouble, coloursOf, contrastOf, onAccent } from "./branding.ts";

test.each([
  ["#000000", "#ffffff", 21],
  ["#ffffff", "#ffffff", 1],
  ["#767676", "#ffffff", 4.54],
  ["#777777", "#ffffff", 4.48],
  ["#ff0000", "#ffffff", 4],
])("given %s and %s, then their contrast is that of WCAG, in either order", (one, other, expected) => {
  expect(contrastOf(one, other)).toBeCloseTo(expected, 2);
  expect(contrastOf(other, one)).toBeCloseTo(expected, 2);
});

describe("the operator's colours", () => {
  const fit = { accent: "#00703c", accentDark: "#7fd6a2" } as const;

  test("given colours that can be read, then nothing is wrong, and a pressed button is read better yet", () => {
    expect(brandingTrouble(fit)).toEqual([]);
    const colours = coloursOf(fit);
    expect(colours).toMatchObject({ accentStrong: "#005a30", accentDarkStrong: "#99deb5" });
    expect(contrastOf(colours?.accentStrong ?? "", onAccent.accent)).toBeGreaterThan(contrastOf(fit.accent, "#ffffff"));
  });

  test.each([
    [
      { ...fit, accent: "#777777" },
      "branding.accent: #777777 has a contrast of 4.47:1 with #ffffff, less than 4.5:1; set one that is darker",
    ],
    // White words on it would do; it does not on a page that is a little darker than white.
    [
      { ...fit, accent: "#757575" },
      "branding.accent: #757575 has a contrast of 4.21:1 with #f3f5f8, less than 4.5:1; set one that is darker",
    ],
    [
      { ...fit, accentDark: "#1d5fb8" },
      "branding.accentDark: #1d5fb8 has a contrast of 2.81:1 with #0b1a2e, less than 4.5:1; set one that is lighter",
    ],
    [
      { accent: fit.accent },
      "branding.accentDark: is not set, and the other is; set both, for light pages and for dark ones",
    ],
    [
      { accentDark: fit.accentDark },
      "branding.accent: is not set, and the other is; set both, for light pages and for dark ones",
    ],
    [{ logoDark: "brand/dark.svg" }, "branding.logo: is not set, and branding.logoDark is; set it, or both"],
  ])("given %j, then it is said what is wrong", (branding, line) => {
    expect(brandingTrouble(branding)).toEqual([line]);
  });

  test("given none, then the pages keep their own", () => {
    expect([brandingTrouble({}), coloursOf({})]).toEqual([[], undefined]);
  });

  test("the pages have the colours that it is held against, and their own would be taken", () => {
    const tokens = readFileSync(join(import.meta.dirname, "../../web/styles/tokens.css"), "utf8");
    const [light = "", dark = ""] = tokens.split("@media");
    const of = (part: string, name: string) => new RegExp(`--${name}: (?:var\\([\\w-]+, )?(#\\w{6})`).exec(part)?.[1];
    expect(["on-accent", "surface", "canvas"].map((name) => of(light, name))).toEqual([
      onAccent.accent,
      ...behindAccent.accent,
    ]);
    expect(["on-accent", "surface", "canvas"].map((name) => of(dark, name))).toEqual([
      onAccent.accentDark,
      ...behindAccent.accentDark,
    ]);
    expect(brandingTrouble({ accent: of(light, "accent") ?? "", accentDark: of(dark, "accent") ?? "" })).toEqual([]);
  });
});
