import { existsSync } from "node:fs";
import path from "node:path";
import { build } from "vite";

const root = path.resolve(import.meta.dirname, "..");

/** The folder of the built pages; they are built now if they are not there. */
export async function builtPages(): Promise<string> {
  const directory = path.join(root, "dist/web");
  if (!existsSync(path.join(directory, "index.html"))) {
    await build({ configFile: path.join(root, "web/vite.config.ts"), logLevel: "warn" });
  }
  return directory;
}
