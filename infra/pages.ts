import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import type { Settings } from "../shared/settings.ts";
import { readLogos } from "./branding.ts";
import { withTexts } from "./page-texts.ts";

const root = path.resolve(import.meta.dirname, "..");

/** Builds the pages (half a second), always: a deployment of yesterday's would be hard to notice; with the operator's texts. */
export async function buildPages(settings: Settings, outDirectory = path.join(root, "dist/pages")): Promise<string> {
  const logos = readLogos(settings.branding);
  await build({
    configFile: path.join(root, "web/vite.config.ts"),
    logLevel: "warn",
    build: { outDir: outDirectory, emptyOutDir: true },
  });
  const page = path.join(outDirectory, "index.html");
  writeFileSync(page, withTexts(readFileSync(page, "utf8"), settings, logos));
  for (const { src, content } of Object.values(logos)) writeFileSync(path.join(outDirectory, src), content);
  return outDirectory;
}
