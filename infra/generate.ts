import { readFileSync, writeFileSync } from "node:fs";
import { openapiDocument } from "../shared/contract/openapi.ts";
import { settingsReference } from "./settings-reference.ts";

/**
 * Writes what is generated from the code: `node infra/generate.ts`. With `--check` it writes nothing and fails when
 * a committed file has drifted.
 */
const files = {
  "docs/openapi.json": () => `${JSON.stringify(openapiDocument(), null, 2)}\n`,
  "docs/configuration.md": settingsReference,
} as const satisfies Record<string, () => string>;

const drifted = Object.entries(files).filter(([path, generate]) => {
  const wanted = generate();
  if (read(path) === wanted) return false;
  if (!process.argv.includes("--check")) writeFileSync(path, wanted);
  return true;
});

for (const [path] of drifted) {
  process.stderr.write(
    process.argv.includes("--check") ? `${path} has drifted: npm run generate\n` : `${path} written\n`,
  );
}
if (process.argv.includes("--check") && drifted.length > 0) process.exitCode = 1;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
