import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { noGrades } from "../../../test/support/samples.ts";
import { CommandError } from "../command.ts";
import { replayRisk } from "./replay-risk.ts";

const folder = mkdtempSync(path.join(tmpdir(), "replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const judged = (level: string, score: number, grades: object) =>
  JSON.stringify({ code: "sign_in_judged", level, score, grades: { ...noGrades, ...grades }, sign_in_judged: 1 });

/** What the command prints for a trace. */
async function replayed(lines: readonly string[], ...args: readonly string[]): Promise<string> {
  const file = path.join(folder, "trace.jsonl");
  writeFileSync(file, lines.join("\n"));
  const printed: string[] = [];
  await replayRisk.run(["--file", file, ...args], { out: (text) => printed.push(text), error: () => {} });
  return printed.join("");
}

const trace = [
  judged("low", 15, { unknownBrowser: 1 }),
  `2033-05-18T03:33:20.000Z ${judged("ask", 35, { newCountry: 1 })}`,
  JSON.stringify({ code: "login_complete", method: "sms_code" }),
  "no JSON",
  judged("high", 60, {}),
];
const stricter = ["-c", `nidan=${JSON.stringify({ risk: { weights: { unknownBrowser: 30 } } })}`];

describe("nidan replay-risk", () => {
  test("given the same settings, when a trace is replayed, then only what the adviser had added comes out otherwise", async () => {
    const { signIns, otherLines, differences } = JSON.parse(await replayed(trace, "--json"));
    expect({ signIns, otherLines, lines: differences.map((one: { line: number }) => one.line) }).toEqual({
      signIns: 3,
      otherLines: 2,
      lines: [5],
    });
  });

  test("given a heavier weight, when a trace is replayed, then the sign-ins that it changes are named with their reasons", async () => {
    const text = await replayed(trace, ...stricter);
    expect(text).toContain("line 1: low (15) → ask (30)  unknownBrowser\n");
    expect(text).toMatch(/^ {2}ask +1 +2$/m);
    expect(text).toContain("2 would have come out otherwise\n");
  });

  test("given silence of the adviser in the trace, when it is replayed, then it is high again", async () => {
    const silent = JSON.stringify({ ...JSON.parse(judged("high", 60, {})), advised: "silent" });
    expect(JSON.parse(await replayed([silent], "--json")).differences).toEqual([]);
  });

  test.each([
    ["no judged sign-in", ["{}"], /holds no judged sign-in/],
    ["a grade that is none", [judged("low", 0, { denials: 2 })], /holds no judged sign-in/],
  ])("given %s, when it is replayed, then the command says so", async (_, lines, message) => {
    await expect(replayed(lines)).rejects.toThrow(message);
  });

  test("given a file that is not there, when it is replayed, then the command says which", async () => {
    const run = replayRisk.run(["--file", path.join(folder, "none")], { out: () => {}, error: () => {} });
    await expect(run).rejects.toThrow(CommandError);
  });
});
