import { describe, expect, test } from "@jest/globals";
import { rootOf } from "../../test/support/samples.ts";
import { cleanMatchNumber, isSameMatchNumber, matchNumberOf } from "./match-number.ts";

const key = rootOf(1).derive("match-number");
const many = Array.from({ length: 5000 }, (_, place) => matchNumberOf(key, `challenge-${place}`));

describe("match numbers", () => {
  test("given challenges, when their numbers are made, then each of a hundred comes, and always two digits", () => {
    expect(new Set(many).size).toBe(100);
    expect(many.filter((number) => !/^\d\d$/.test(number))).toEqual([]);
  });
  test("given the same challenge, when its number is made again, then it is the same; by another key another", () => {
    expect(matchNumberOf(key, "challenge-0")).toBe(many[0]);
    expect(
      many.filter((number, place) => number === matchNumberOf(rootOf(2).derive("match-number"), `challenge-${place}`))
        .length,
    ).toBeLessThan(150);
  });
  test.each([
    ["07", "07"],
    ["０７", "07"],
    [" 4 7 ", "47"],
    ["4-7", "47"],
  ])("given %j typed, then it is %s", (typed, meant) => {
    expect(cleanMatchNumber(typed)).toBe(meant);
  });
  test.each(["7", "047", "", "4x", "①②", "٤٧", "²³"])("given %j typed, then it is no number", (typed) => {
    expect(cleanMatchNumber(typed)).toBeUndefined();
  });
  test("given two numbers, when they are compared, then the same alone is the same", () => {
    expect([isSameMatchNumber("07", "07"), isSameMatchNumber("07", "70")]).toEqual([true, false]);
  });
});
