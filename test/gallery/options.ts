import { parseArgs } from "node:util";
import { type Locale, locales } from "../../shared/contract/schemas.ts";
import { screens } from "../e2e/suite.ts";

export type Screen = keyof typeof screens;
export type Scheme = "light" | "dark";

/** What a person can ask of `npm run gallery`. */
export interface GalleryOptions {
  readonly help: boolean;
  /** A part of the names of states. */
  readonly only: string;
  readonly locales: readonly Locale[];
  readonly screens: readonly Screen[];
  readonly schemes: readonly Scheme[];
  /** Pages that are looked at side by side. */
  readonly jobs: number;
  readonly out?: string;
}

const screenNames = Object.keys(screens).filter((name): name is Screen => name in screens);

export const usage = `npm run gallery [-- options]

  --only TEXT   the states whose name has TEXT in it
  --lang NAME   one language: ${locales.join(", ")}
  --size NAME   one size: ${screenNames.map((name) => `${name} (${screens[name].width}x${screens[name].height})`).join(", ")}
  --dark        the dark scheme besides the light one
  --jobs N      so many pages side by side, 1 to 8 (2)
  --out DIR     where to (dist/gallery)
  --help        show this
`;

/** An option that makes no sense. */
export class GalleryError extends Error {}

/** @throws GalleryError */
export function readOptions(args: readonly string[]): GalleryOptions {
  const { help = false, only = "", lang, size, dark = false, jobs = "2", out } = parsed(args);
  if (!/^[1-8]$/.test(jobs)) throw new GalleryError(`--jobs ${jobs}: must be a number from 1 to 8`);
  if (out === "") throw new GalleryError("--out: needs the path of a folder");
  return {
    help,
    only,
    locales: oneOf("--lang", locales, lang),
    screens: oneOf("--size", screenNames, size),
    schemes: dark ? ["light", "dark"] : ["light"],
    jobs: Number(jobs),
    ...(out === undefined ? {} : { out }),
  };
}

function oneOf<T extends string>(option: string, all: readonly T[], wanted: string | undefined): readonly T[] {
  if (wanted === undefined) return all;
  const found = all.filter((one) => one === wanted);
  if (found.length === 0) throw new GalleryError(`${option} ${wanted}: must be one of ${all.join(", ")}`);
  return found;
}

function parsed(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: text, lang: text, size: text, dark: flag, jobs: text, out: text, help: { ...flag, short: "h" } },
    });
    return values;
  } catch (error) {
    // Node's own words, without its class of error and its advice about positional arguments.
    const [line] = String(error)
      .replace(/^\w+( \[\w+\])?: /, "")
      .split(/\. |\n/, 1);
    throw new GalleryError(`${line}; npm run gallery -- --help shows what there is`);
  }
}
