import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "@jest/globals";

const made: string[] = [];

/** A folder for the tests of this file, gone with the last of them: an assembly of CDK's holds 22 MB. */
export function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "nidan-infra-"));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
