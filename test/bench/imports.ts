import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStack } from "../../infra/local/stack.ts";
import { hashFloor, type Pace, paceSince, transactionFloor } from "./import-floors.ts";

/**
 * `node test/bench/imports.ts`: how many accounts a minute `nidan import` makes on this machine, by kind of password;
 * against the bare transactions or hashes that are its floor, measured right after, under the same load.
 */
const script = fileURLToPath(new URL("../../infra/cli/nidan.ts", import.meta.url));
const hash = `$scrypt$ln=10,r=8,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
const kinds = [
  { kind: "hash of another system", lines: 10_000, password: { passwordHash: hash } },
  { kind: "clear text", lines: 1_000, password: { password: "correct-horse-battery" } },
] as const;

const stack = await startStack({ demo: false, pages: false });
const tell = (what: string, { perMinute, cpuMs }: Pace) =>
  process.stdout.write(`${what}: ${Math.round(perMinute)} a minute, ${cpuMs.toFixed(2)} ms of this process each\n`);

for (const { kind, lines, password } of kinds) {
  const made = await paceOfImport(kind, lines, password);
  tell(`${kind}, ${lines} accounts`, made);
  const floors =
    "password" in password
      ? [
          { name: "Argon2id alone, one at once", floor: await hashFloor(100, 1) },
          { name: "Argon2id alone, four at once", floor: await hashFloor(200, 4) },
        ]
      : [{ name: "transactions alone", floor: await transactionFloor(stack.dynamodbEndpoint, lines) }];
  for (const { name, floor } of floors) tell(`  ${name}`, floor);
  const { perMinute } = floors.at(-1)?.floor ?? made;
  process.stdout.write(`  the import comes to ${Math.round((100 * made.perMinute) / perMinute)} % of that\n`);
}
await stack.close();
process.exit(0);

async function paceOfImport(kind: string, lines: number, password: object): Promise<Pace> {
  const folder = mkdtempSync(join(tmpdir(), "nidan-import-"));
  const file = join(folder, "accounts.jsonl");
  const accounts = Array.from({ length: lines }, (_, place) => ({
    identifier: `${kind}-${place}@example.jp`,
    phones: [`090-${String(1000 + (place % 9000))}-5678`],
    emails: [`person-${place}@example.jp`],
    ...password,
  }));
  writeFileSync(file, accounts.map((account) => `${JSON.stringify(account)}\n`).join(""));
  const [began, before] = [performance.now(), process.cpuUsage()];
  const env = { ...process.env, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  const args = [script, "import", "--admin", stack.adminOrigin, "--region", "ap-northeast-1"];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: [openSync(file, "r"), "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error("the import failed");
  return paceSince(began, before, lines);
}
