import type { Finding, Result } from "./check.ts";

const words = { ok: "ok", warn: "warning", bad: "problem", skipped: "left out" } as const satisfies Record<
  Finding["state"],
  string
>;

/** What was found, a line each, and what to do below it. */
export function textReport(results: readonly Result[], region: string): string {
  const width = Math.max(...results.map(({ title }) => title.length));
  const lines = together(results).flatMap((result) => {
    const line = `  ${words[result.state].padEnd(8)}  ${result.title.padEnd(width)}  ${result.says}\n`;
    return "fix" in result ? [line, `${" ".repeat(12)}→ ${result.fix}\n`] : [line];
  });
  return [`nidan in ${region}\n\n`, ...lines, `\n${summary(results)}\n`].join("");
}

/** What is left out for one reason, as one. */
function together(results: readonly Result[]): readonly Result[] {
  const reasons = Map.groupBy(results, ({ state, says, id }) => (state === "skipped" ? says : id));
  return [...reasons.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    return more.length === 0 ? [first] : [{ ...first, title: first.title.replace(/:.*/, "") }];
  });
}

export const jsonReport = (results: readonly Result[], region: string): string =>
  `${JSON.stringify({ region, ok: isWell(results), checks: results }, null, 2)}\n`;

/** Warnings are no reason to stop. */
export const isWell = (results: readonly Result[]): boolean => !results.some(({ state }) => state === "bad");

function summary(results: readonly Result[]): string {
  const count = (state: Finding["state"], noun: string) => {
    const { length } = results.filter((result) => result.state === state);
    return length === 0 ? [] : [`${length} ${noun}${length === 1 ? "" : "s"}`];
  };
  const found = [...count("bad", "problem"), ...count("warn", "warning")];
  return found.length === 0 ? "All is well." : `${found.join(", ")}.`;
}
