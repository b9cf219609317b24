import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, test } from "@jest/globals";
import { startChild } from "./child.ts";

const folder = mkdtempSync(join(tmpdir(), "nidan-"));
afterAll(() => rmSync(folder, { recursive: true }));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** What the command wrote there, once it has. */
async function pidIn(name: string): Promise<number> {
  const file = join(folder, name);
  while (!existsSync(file) || readFileSync(file, "utf8") === "") await setTimeout(20);
  return Number(readFileSync(file, "utf8"));
}

/** Waits for the process to go. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 500 && isAlive(pid); tries += 1) await setTimeout(20);
  return !isAlive(pid);
}

describe("a child process", () => {
  test("given a command that ends, when it has, then its last words are told", async () => {
    const child = startChild("/bin/sh", ["-c", "echo first >&2; echo 'last words' >&2"], "/");
    expect(await child.ended).toBe("last words");
  });

  test("given a command that goes on, when it is stopped, then it ends", async () => {
    const child = startChild("/bin/sh", ["-c", "echo $$ > stopped; exec sleep 60"], folder);
    const pid = await pidIn("stopped");
    expect(isAlive(pid)).toBe(true);
    await child.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test("given a parent that is killed, when it is gone, then the command goes too, and its scratch folder", async () => {
    const scratch = mkdtempSync(join(folder, "scratch-"));
    const child = JSON.stringify(`${import.meta.dirname}/child.ts`);
    const source = `
      import { startChild } from ${child};
      startChild("/bin/sh", ["-c", "echo $$ > killed; exec sleep 60"], ${JSON.stringify(folder)}, ${JSON.stringify(scratch)});
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", source], { stdio: "inherit" });
    const pid = await pidIn("killed");
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await once(parent, "exit");
    expect(await isGone(pid)).toBe(true);
    while (existsSync(scratch)) await setTimeout(20);
  });
});
