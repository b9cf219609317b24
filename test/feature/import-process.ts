import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../infra/cli/nidan.ts", import.meta.url));

/** What came of a run of `nidan import`. */
export interface Ran {
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

/** A folder with an input, and the command line as a process of its own in it. */
export function importIn(adminOrigin: string, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "nidan-import-"));
  writeFileSync(join(folder, "accounts.jsonl"), lines.map((line) => `${line}\n`).join(""));
  const start = (...args: readonly string[]) => {
    const all = [script, "import", "--admin", adminOrigin, "--region", "ap-northeast-1", ...args];
    const env = { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
    const ended = Promise.withResolvers<Ran>();
    const child = execFile(process.execPath, all, { cwd: folder, env }, (_, out, error) =>
      ended.resolve({ code: child.exitCode ?? undefined, out, error }),
    );
    child.stdin?.end(readFileSync(join(folder, "accounts.jsonl")));
    return { child, ended: ended.promise };
  };
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return {
    start,
    run: (...args: readonly string[]) => start(...args).ended,
    checkpoint: () => JSON.parse(read("nidan-import.json")),
    report: () =>
      read("nidan-import-refused.jsonl")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
    replace: (given: readonly string[]) =>
      writeFileSync(join(folder, "accounts.jsonl"), given.map((line) => `${line}\n`).join("")),
  };
}
