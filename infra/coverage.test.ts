import { describe, expect, test } from "@jest/globals";
import { coverage, coverageReference, linesOf, lostLines, undriven } from "./coverage.ts";
import { drivenLines } from "./preset-lines.ts";

describe("the lines that a test names", () => {
  test.each([
    ["memberSite 9: a code by the old method", ["memberSite 9"]],
    ["appApproval 5, 6: the box is ticked at first", ["appApproval 5", "appApproval 6"]],
    ["appApproval 10, linkApproval 15: it is removed", ["appApproval 10", "linkApproval 15"]],
    ["attack 39 (money): given 2 sends, when 5 are asked for, then 3", ["attack 39"]],
    ["manyChannels 5 (code part): one field", ["manyChannels 5"]],
    ["appApproval 13", ["appApproval 13"]],
    ["given 5 logins, when attack 3: comes, then none", []],
  ])("given %j, when it is read, then they are %j", (title, lines) => {
    expect(linesOf(title)).toEqual(lines);
  });
});

const folder = "test/e2e/presets/member-site";
/** A suite of the preset memberSite that drives one line of its list. */
const sources = new Map([
  [
    `${folder}/member-site.test.ts`,
    'import { a } from "./codes.ts";\nonPreset("memberSite", { turned: { b: 1 } }, [a]);',
  ],
  [
    `${folder}/codes.ts`,
    'export const a: LinesOf<"memberSite"> = (line) => {\n  line(3, "keep | it", async () => {});\n};',
  ],
]);

const tableOf = (...titles: readonly string[]) =>
  coverageReference(coverage(titles.map((title) => ({ title, file: "test/a.test.ts" }))), drivenLines(sources));

describe("the table of lines and tests", () => {
  test("given no tests, when it is made, then it has all lines and counts them", () => {
    const table = tableOf();
    expect(table.match(/^\| \w+ \d+ \| [ |]+$/gm)).toHaveLength(129);
    expect(table).toContain("Lines without a test: 129 (linkApproval 1, ");
  });

  test("given a test, when it is made, then its line links it, with nothing that would break the table", () => {
    const table = tableOf("attack 4: given `a|b` <i>, then 409");
    expect(table).toContain("| attack 4 | given \\`a\\|b\\` &lt;i>, then 409 [a.test.ts](../test/a.test.ts) |");
    expect(table).toContain("Lines without a test: 128 (");
  });

  test("given a line is driven under its preset, when it is made, then the sizes and languages stand there, and what was turned", () => {
    expect(tableOf("memberSite 3: c")).toContain(
      `| memberSite 3 | keep \\| it [codes.ts](../${folder}/codes.ts) (with { b: 1 }) | phone, pc | ja, en | c [a.test.ts](../test/a.test.ts) |`,
    );
  });

  test("given a preset's line only has tests under other settings, when it is made, then it counts as without one", () => {
    expect(tableOf("memberSite 4: a")).toContain("| memberSite 4 |  |  |  | a [a.test.ts](../test/a.test.ts) |");
    expect(tableOf("memberSite 4: a")).toContain("Lines without a test: 129 (");
  });

  test("given a line lost its last test, when both tables are compared, then it is named", () => {
    const before = tableOf("attack 4: a", "attack 4: b", "attack 6: c");
    expect(lostLines(before, tableOf("attack 4: b"))).toEqual(["attack 6"]);
  });

  test("given new tests and other titles, when both tables are compared, then nothing is lost", () => {
    expect(lostLines(tableOf("attack 4: a"), tableOf("attack 4: other", "attack 5: new"))).toEqual([]);
  });
});

describe("the lines of the presets", () => {
  test("given nothing drives a line, when they are checked, then it is named; what is awaited is not", () => {
    expect(undriven(new Map(), ["memberSite 13"])).toContain("no test drives linkApproval 7 under its preset");
    expect(undriven(new Map(), ["memberSite 13"])).not.toContain("no test drives memberSite 13 under its preset");
  });

  test("given what was awaited is driven, when they are checked, then it is to be awaited no more", () => {
    const driven = new Map([["memberSite 13", [{ title: "a", file: "b" }]]]);
    expect(undriven(driven, ["memberSite 13"])).toContain("memberSite 13 is driven now: take it from what is awaited");
  });
});
