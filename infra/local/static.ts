import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Outgoing } from "./http.ts";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
} as const satisfies Record<string, string>;

export const typeOf = (path: string): string =>
  Object.entries(types).find(([extension]) => extension === extname(path))?.[1] ?? "application/octet-stream";

/** A file of the folder as an answer; `undefined` when it has none of that name. */
export async function fileAnswer(
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Outgoing | undefined> {
  const file = join(folder, path);
  // `join` resolves `..`: what leads out of the folder is not served.
  if (!file.startsWith(folder + sep) || file.includes("\0")) return undefined;
  try {
    return { status: 200, headers: { ...headers, "content-type": typeOf(file) }, body: await readFile(file) };
  } catch {
    return undefined;
  }
}
