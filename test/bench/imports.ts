import { spawn } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStack } from "../../infra/local/stack.ts";

/** `node test/bench/imports.ts`: how many accounts a minute `nidan import` makes on this machine, by kind of password. */
const script = fileURLToPath(new URL("../../infra/cli/nidan.ts", import.meta.url));
const hash = `$scrypt$ln=10,r=8,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
const kinds = [
  { kind: "hash of another system", lines: 10_000, password: { passwordHash: hash } },
  { kind: "clear text", lines: 1_000, password: { password: "correct-horse-battery" } },
] as const;

const stack = await startStack({ demo: false, pages: false });
for (const { kind, lines, password } of kinds) {
  const folder = mkdtempSync(join(tmpdir(), "nidan-import-"));
  const file = join(folder, "accounts.jsonl");
  const accounts = Array.from({ length: lines }, (_, place) => ({
    identifier: `${kind}-${place}@example.jp`,
    phones: [`090-${String(1000 + (place % 9000))}-5678`],
    emails: [`person-${place}@example.jp`],
    ...password,
  }));
  writeFileSync(file, accounts.map((account) => `${JSON.stringify(account)}\n`).join(""));
  const began = performance.now();
  const env = { ...process.env, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  const args = [script, "import", "--admin", stack.adminOrigin, "--region", "ap-northeast-1"];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: [openSync(file, "r"), "inherit", "inherit"] });
  await new Promise((resolve) => child.once("exit", resolve));
  const seconds = (performance.now() - began) / 1000;
  const perMinute = Math.round((60 * lines) / seconds);
  process.stdout.write(`${kind}: ${lines} accounts in ${seconds.toFixed(1)} s: ${perMinute} a minute\n`);
  rmSync(folder, { recursive: true });
}
await stack.close();
process.exit(0);
