import { execFile } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Settings } from "../../shared/settings.ts";
import { readLogos } from "../branding.ts";
import { pageHeaders } from "../page-headers.ts";
import { withTexts } from "../page-texts.ts";
import { StartError } from "./errors.ts";
import type { Incoming, Outgoing } from "./http.ts";
import { problem } from "./problem.ts";
import { fileAnswer, typeOf } from "./static.ts";

const root = resolve(import.meta.dirname, "../..");
const built = join(root, "dist/web");
const sources = [join(root, "web"), join(root, "shared/contract")];

/**
 * Builds the hosted pages, unless they were built after their newest source. They are built aside and then put in
 * place: stacks that start at once, as in tests, must not sweep away what another serves.
 */
export async function buildPages(): Promise<void> {
  const index = join(built, "index.html");
  if (existsSync(index) && statSync(index).mtimeMs >= newest(sources)) return;
  const aside = `${built}-${process.pid}`;
  await runVite(["build", "--config", join(root, "web/vite.config.ts"), "--outDir", aside, "--logLevel", "error"]);
  rmSync(built, { recursive: true, force: true });
  try {
    renameSync(aside, built);
  } catch {
    // Another stack was first, with the same pages.
    rmSync(aside, { recursive: true, force: true });
  }
}

/** In a process of its own: Vite's native parts do not load inside Jest, and it sets variables of its process. */
async function runVite(args: readonly string[]): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  try {
    await promisify(execFile)(process.execPath, [vite, ...args], { cwd: root });
  } catch (error) {
    throw new StartError(`The pages cannot be built. ${String(error)}`);
  }
}

function newest(folders: readonly string[]): number {
  const times = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(folder, name)).mtimeMs),
  );
  return Math.max(...times);
}

/** The hosted pages as CloudFront serves them: `/docs` is the API reference, another path without an extension the one page. */
export function createPages(settings: Settings): (request: Incoming) => Promise<Outgoing> {
  const logos = readLogos(settings.branding);
  return async ({ method, path }) => {
    const page = /^\/docs\/?$/.test(path) ? "docs.html" : "index.html";
    const file = /\.[^/]+$/.test(path) ? path : page;
    // Vite puts a hash of the content into the name of every asset, as is done with a logo.
    const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store";
    const headers = { ...pageHeaders, "cache-control": cache };
    const isRead = method === "GET" || method === "HEAD";
    const logo = Object.values(logos).find(({ src }) => src === path);
    if (isRead && logo)
      return { status: 200, headers: { ...headers, "content-type": typeOf(path) }, body: logo.content };
    const answer = isRead ? await fileAnswer(built, file, headers) : undefined;
    if (answer === undefined) return problem("not_found");
    return file.endsWith("index.html") ? { ...answer, body: withTexts(String(answer.body), settings, logos) } : answer;
  };
}
