import { readFileSync, writeFileSync } from "node:fs";
import { openapiDocument } from "../shared/contract/openapi.ts";
import { coverageReference, lostLines, undriven } from "./coverage.ts";
import { settingsReference } from "./settings-reference.ts";

interface Generated {
  readonly make: () => string;
  /** What is wrong with the committed file; default: that it differs. */
  readonly troubles?: (committed: string, wanted: string) => readonly string[];
}

/**
 * Writes what is generated from the code: `node infra/generate.ts`. With `--check` it writes nothing and fails when
 * a committed file has drifted.
 */
const files = {
  "docs/openapi.json": { make: () => `${JSON.stringify(openapiDocument(), null, 2)}\n` },
  "docs/configuration.md": { make: settingsReference },
  // Tests come and go by the day: what matters is that no line loses its last one, and that each preset's is driven.
  "docs/coverage.md": {
    make: () => coverageReference(),
    troubles: (committed, wanted) => lostLines(committed, wanted).map((line) => `${line} has no test any more`),
  },
} as const satisfies Readonly<Record<string, Generated>>;

const all: readonly (readonly [string, Generated])[] = Object.entries(files);
for (const [path, { make, troubles = () => ["it differs"] }] of all) {
  const wanted = make();
  const committed = read(path);
  if (committed === wanted) continue;
  if (!process.argv.includes("--check")) {
    writeFileSync(path, wanted);
    process.stderr.write(`${path} written\n`);
    continue;
  }
  const found = committed === undefined ? ["it is missing"] : troubles(committed, wanted);
  if (found.length > 0) process.exitCode = 1;
  process.stderr.write(
    found.length > 0
      ? `${path} has drifted: ${found.join("; ")}: npm run generate\n`
      : `${path} has new tests to take in: npm run generate\n`,
  );
}

if (process.argv.includes("--check")) {
  for (const trouble of undriven()) {
    process.exitCode = 1;
    process.stderr.write(`docs/coverage.md: ${trouble}\n`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
