import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const folder = "test/e2e/presets";

/** A test of a line, run under the settings of the line's own preset. */
export interface PresetTest {
  readonly title: string;
  /** From the root of the repository. */
  readonly file: string;
  /** A setting that the list calls one, and that this test has the other way. */
  readonly turned?: string;
}

/** Where a group of lines says whose they are; the types see to it that no other preset runs them. */
const owner = /LinesOf<"(\w+)">/;
const call = /\bline\(\s*(\d+),\s*(["'`])((?:(?!\2).)+)\2/g;

/** The presets' lines with the tests that drive them, by what the sources say. */
export function drivenLines(sources = readSources()): ReadonlyMap<string, readonly PresetTest[]> {
  const driven = new Map<string, PresetTest[]>();
  for (const [file, source] of sources) {
    const preset = owner.exec(source)?.[1];
    const turned = preset === undefined ? undefined : turnedFor(file, sources);
    for (const [, number, , title = ""] of preset === undefined ? [] : source.matchAll(call)) {
      const line = `${preset} ${number}`;
      driven.set(line, [...(driven.get(line) ?? []), { title, file, ...(turned !== undefined && { turned }) }]);
    }
  }
  return driven;
}

/** What the suite that runs the file has turned, as it is written there. */
function turnedFor(file: string, sources: ReadonlyMap<string, string>): string | undefined {
  const name = file.split("/").at(-1) ?? file;
  const suite = [...sources].find(([path, source]) => path.endsWith(".test.ts") && source.includes(`"./${name}"`));
  return /turned: (\{.*\}) }/.exec(suite?.[1] ?? "")?.[1];
}

function readSources(): ReadonlyMap<string, string> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.includes("/") && name.endsWith(".ts")).sort();
  return new Map(files.map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")]));
}
