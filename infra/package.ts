import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** What `shared/relying` needs where it is used; versions are the project's own. */
const needed = ["jose", "zod"] as const;

/**
 * Builds the package for relying services and frontends: `npm run package` writes `dist/package`, which `npm pack` or
 * `npm publish` take from there.
 *
 * @returns its folder.
 */
export function buildPackage(outDirectory = path.join(root, "dist/package")): string {
  rmSync(outDirectory, { recursive: true, force: true });
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const config = path.join(root, "infra/package.tsconfig.json");
  execFileSync(process.execPath, [compiler, "-p", config, "--outDir", outDirectory], { stdio: "inherit" });
  const { version, dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const manifest = {
    name: "nidan-relying",
    version,
    description: "Checks results of nidan, and calls its API",
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./relying/index.d.ts", default: "./relying/index.js" },
      "./client": { types: "./contract/client.d.ts", default: "./contract/client.js" },
    },
    dependencies: Object.fromEntries(needed.map((name) => [name, dependencies[name]])),
  };
  writeFileSync(path.join(outDirectory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return outDirectory;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${buildPackage()}\n`);
