import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { languageNames } from "../../web/messages/index.ts";
import { pageAt } from "../../web/state/routes.ts";

const root = resolve(import.meta.dirname, "../..");
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.optional(z.array(z.string())), isEntry: z.optional(z.boolean()) }),
);
const locales = ["ja", "en"] as const;
const loginPaths = ["/login", "/login/method", "/login/code", "/login/wait", "/login/password", "/login/backup"];
const limitKilobytes = 60;

/** The pages ask the page itself what the operator has set: here nothing. */
Object.assign(globalThis, { document: { querySelector: () => null } });
const { groupOf } = await import("../../web/groups/index.ts");

let folder: string;
let manifest: z.infer<typeof Manifest>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nidan-weight-"));
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const config = join(root, "web/vite.config.ts");
  const args = ["build", "--config", config, "--outDir", folder, "--manifest", "manifest.json", "--logLevel", "error"];
  execFileSync(process.execPath, [vite, ...args], { cwd: root });
  manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A source's file, and all that it imports. */
const closureOf = (name: string): readonly string[] => {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`nothing is built of ${name}`);
  return [chunk.file, ...(chunk.imports ?? []).flatMap(closureOf)];
};
const preloaded = () =>
  [...readFileSync(join(folder, "index.html"), "utf8").matchAll(/rel="modulepreload"[^>]*href="\/([^"]+)"/g)].map(
    ([, file = ""]) => file,
  );

/** Thousands of bytes, compressed, of all the code that a page loads before it shows. */
function weightOf(path: string, locale: (typeof locales)[number]): number {
  const group = groupOf(pageAt(path));
  const sources = [
    "index.html",
    `messages/${locale}.ts`,
    ...(group === undefined ? [] : [`groups/${group}.tsx`, `messages/${locale}-more.ts`]),
  ];
  const files = new Set([...sources.flatMap(closureOf), ...preloaded()]);
  const sizes = [...files].map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

describe("the code that a page waits for", () => {
  test.each([...loginPaths, "/v", "/q"])(`of %s is at most ${limitKilobytes} kB, in either language`, (path) => {
    const weights = locales.map((locale) => weightOf(path, locale));
    process.stdout.write(`${path}: ${weights.map((weight) => weight.toFixed(1)).join(" kB ja, ")} kB en\n`);
    expect(Math.max(...weights)).toBeLessThanOrEqual(limitKilobytes);
  });

  test("leaves out what a login does not show: it is less than that of the settings and of the help", () => {
    for (const path of ["/settings", "/help", "/about/messages", "/password/reset"]) {
      expect(weightOf("/login", "ja")).toBeLessThan(weightOf(path, "ja"));
    }
  });

  test("is asked for side by side: what the first file imports stands in the page, and Japanese with it", () => {
    const [, ...imported] = closureOf("index.html");
    expect(preloaded()).toEqual(expect.arrayContaining([...imported, ...closureOf("messages/ja.ts")]));
    expect(Object.keys(languageNames)).toEqual([...locales]);
  });
});
