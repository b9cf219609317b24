import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { demoClients } from "../../infra/local/choices.ts";
import { type Stack, startStack } from "../../infra/local/stack.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
/** The blocks that a reader can paste while `npm start` runs, marked as tests. */
const blocks = [...readme.matchAll(/^```sh test\n(.*?)^```$/gms)].map(([, commands = ""]) => commands);

let stack: Stack;

/** With the demo accounts, as `npm start` has them. */
beforeAll(async () => {
  stack = await startStack({ pages: false, settings: { clients: demoClients } });
});
afterAll(() => stack.close());

describe("the README", () => {
  test("README: given its commands, when they are run in order as they stand, then all succeed and a result comes", async () => {
    const env = {
      ...process.env,
      BASE: stack.origin,
      ADMIN: stack.adminOrigin,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    };
    const script = ["set -euo pipefail", ...blocks].join("\n");

    const { stdout, stderr } = await promisify(execFile)("bash", ["-c", script], { env, timeout: 30_000 });

    expect(stderr).toBe("");
    expect(stdout).toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{86}$/m);
    expect(stdout).toContain('"hint":"090-****-2468"');
    expect(stdout).not.toContain("urn:nidan:problem:");
  });

  test("README: given its addresses, when they are read, then they are those of npm start", () => {
    expect(blocks.join("\n").match(/http:\/\/localhost:\d+/g)).toEqual([
      "http://localhost:3000",
      "http://localhost:3001",
      // The backend that is the reader's own.
      "http://localhost:8080",
      "http://localhost:3001",
    ]);
  });
});
