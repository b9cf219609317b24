import { describe, expect, test } from "@jest/globals";
import { coverage, coverageReference, linesOf, lostLines } from "./coverage.ts";

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

const tableOf = (...titles: readonly string[]) =>
  coverageReference(coverage(titles.map((title) => ({ title, file: "test/a.test.ts" }))));

describe("the table of lines and tests", () => {
  test("given no tests, when it is made, then it has all lines and counts them", () => {
    const table = tableOf();
    expect(table.match(/^\| \w+ \d+ \| {2}\|$/gm)).toHaveLength(130);
    expect(table).toContain("Lines without a test: 130 (linkApproval 1, ");
  });

  test("given a test, when it is made, then its line links it, with nothing that would break the table", () => {
    const table = tableOf("memberSite 4: given `a|b` <i>, then 409");
    expect(table).toContain("| memberSite 4 | given \\`a\\|b\\` &lt;i>, then 409 [a.test.ts](../test/a.test.ts) |");
    expect(table).toContain("Lines without a test: 129 (");
  });

  test("given a line lost its last test, when both tables are compared, then it is named", () => {
    const before = tableOf("attack 4: a", "attack 4: b", "memberSite 3: c");
    expect(lostLines(before, tableOf("attack 4: b"))).toEqual(["memberSite 3"]);
  });

  test("given new tests and other titles, when both tables are compared, then nothing is lost", () => {
    expect(lostLines(tableOf("attack 4: a"), tableOf("attack 4: other", "attack 5: new"))).toEqual([]);
  });
});
