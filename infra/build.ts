import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { folderOf, operationNames } from "../shared/contract/routes.ts";
import { eventFolders } from "./grants.ts";

const root = path.resolve(import.meta.dirname, "..");

/** Functions that serve the deployment rather than an operation, by the folder of their asset. */
const ownFunctions = {
  "origin-secret": path.join(root, "infra/origin-secret/handler.ts"),
  "push-application": path.join(root, "infra/push-application/handler.ts"),
  "sms-account": path.join(root, "infra/sms-account/handler.ts"),
  "unknown-route": path.join(root, "infra/unknown-route/handler.ts"),
} as const;

/** Every folder of `functions/`. */
export const functionFolders: readonly string[] = [...operationNames.map(folderOf), ...Object.values(eventFolders)];

interface Places {
  /** Holds `<folder>/handler.ts` of every function. */
  readonly functionsDirectory?: string;
  /** Emptied, then filled with one folder a function. */
  readonly outDirectory?: string;
}

/** What was built: where the folders are, and the bytes of code in each. */
export interface Bundles {
  readonly directory: string;
  readonly bytes: ReadonlyMap<string, number>;
}

/**
 * Bundles every function in one pass and lays out one folder each: `index.mjs` and the chunks it can reach, whether
 * at once or on demand. The AWS SDK is bundled: the one that Lambda brings costs 60 ms more at each cold start.
 * The same sources give the same bytes, so that an unchanged function is not deployed again.
 */
export async function buildFunctions(places: Places = {}): Promise<Bundles> {
  const { functionsDirectory = path.join(root, "functions"), outDirectory = path.join(root, "dist/functions") } =
    places;
  const sources: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      functionFolders.map((folder) => [folder, path.join(functionsDirectory, folder, "handler.ts")]),
    ),
    ...ownFunctions,
  };
  const built = await build({
    absWorkingDir: root,
    entryPoints: { ...sources },
    outdir: outDirectory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Unused parts of the SDK's ES modules fall away; those of its CommonJS ones stay.
    mainFields: ["module", "main"],
    // Names stay, so that the frames in a log say where an error arose without a source map.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "silent",
  });
  const outputs = new Map(built.outputFiles.map((file) => [path.relative(root, file.path), file.contents]));

  rmSync(outDirectory, { recursive: true, force: true });
  const bytes = new Map<string, number>();
  const entries = new Map(
    Object.keys(sources).map((folder) => [path.relative(root, `${outDirectory}/${folder}.mjs`), folder]),
  );
  for (const [entry, folder] of entries) {
    mkdirSync(path.join(outDirectory, folder), { recursive: true });
    const reached = reachable(entry, built.metafile);
    const foreign = reached.find((output) => output !== entry && entries.has(output));
    // The other handler would lie there under a name that the import does not use.
    if (foreign !== undefined) throw new Error(`${folder} imports the handler of ${entries.get(foreign)}`);
    const files = reached.map((output) => ({ output, code: outputs.get(output) ?? new Uint8Array() }));
    for (const { output, code } of files) {
      writeFileSync(path.join(outDirectory, folder, output === entry ? "index.mjs" : path.basename(output)), code);
    }
    bytes.set(
      folder,
      files.reduce((sum, { code }) => sum + code.byteLength, 0),
    );
  }
  return { directory: outDirectory, bytes };
}

/** The entry and every chunk that it imports, directly or not, statically or not. */
function reachable(entry: string, { outputs }: Metafile): readonly string[] {
  const reached = new Set([entry]);
  for (const output of reached) {
    for (const imported of outputs[output]?.imports ?? []) {
      if (imported.external !== true) reached.add(imported.path);
    }
  }
  return [...reached];
}
