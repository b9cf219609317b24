import path from "node:path";
import { build } from "vite";

const root = path.resolve(import.meta.dirname, "..");

/** Builds the pages (half a second), always: a deployment of yesterday's would be hard to notice. */
export async function buildPages(outDirectory = path.join(root, "dist/pages")): Promise<string> {
  await build({
    configFile: path.join(root, "web/vite.config.ts"),
    logLevel: "warn",
    build: { outDir: outDirectory, emptyOutDir: true },
  });
  return outDirectory;
}
