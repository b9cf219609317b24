import type { BrowserContext, Page } from "playwright-core";
import { type CodeWord, inCodeWord } from "../../shared/contract/code-words.ts";
import type { Locale } from "../../shared/contract/schemas.ts";
import { catalogue } from "../support/catalogue.ts";

/** A sentence of the pages in both languages, with what it is made of where it is not always the same. */
interface Pair {
  readonly ja: string;
  readonly en: string;
  /** Where its parts stand, in Japanese. */
  readonly pattern?: RegExp;
  readonly english?: (parts: readonly string[]) => string;
}

const tongues = new WeakMap<BrowserContext, { readonly locale: Locale; readonly codeWord: CodeWord }>();

/** How the pages of a browser are read; in Japanese, and by the usual word for the code, where nobody said otherwise. */
export const readIn = (context: BrowserContext, locale: Locale, codeWord: CodeWord) =>
  tongues.set(context, { locale, codeWord });
export const tongueOf = (page: Page): Locale => tongues.get(page.context())?.locale ?? "ja";

/**
 * What a person reads on the page for these Japanese words: the words themselves, or what stands in their place in
 * English, with the service's word for the code. Tests are written once, in Japanese, and hold for all.
 *
 * @throws Error for words that no page has.
 */
export function say(page: Page, words: string): string | RegExp {
  const { codeWord = "verification_code" } = tongues.get(page.context()) ?? {};
  const said = saidInTongue(page, words);
  return typeof said === "string" ? inCodeWord(said, codeWord) : new RegExp(inCodeWord(said.source, codeWord));
}

function saidInTongue(page: Page, words: string): string | RegExp {
  if (tongueOf(page) === "ja" || !/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(words)) return words;
  const whole = pairs.flatMap(({ ja, en, pattern, english }) => {
    const [, ...parts] = pattern?.exec(words) ?? [];
    if (english !== undefined && parts.length > 0) return inEnglish(parts).map(english);
    return ja === words ? [en] : [];
  });
  const found = whole.length > 0 ? whole : pairs.filter(({ ja }) => ja.includes(words)).map(({ en }) => fixedPart(en));
  const [first, ...others] = [...new Set(found)];
  if (first === undefined) throw new Error(`no page says "${words}"`);
  if (others.length === 0) return first;
  const either = [first, ...others].map(escaped).join("|");
  return whole.length > 0 ? new RegExp(`^(?:${either})$`) : new RegExp(either);
}

/** Parts of a sentence may be words of the pages themselves. */
const inEnglish = (parts: readonly string[]): string[][] =>
  parts.reduce<string[][]>(
    (made, part) => {
      const words = pairs.filter(({ ja }) => ja === part).map(({ en }) => en);
      return made.flatMap((before) =>
        (words.length > 0 ? [...new Set(words)] : [part]).map((word) => [...before, word]),
      );
    },
    [[]],
  );

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const mark = (place: number) => `\u{e000}${place}\u{e001}`;
const marks = /\u{e000}(\d)\u{e001}/u;

/** Of a sentence with parts the longest piece that is always there. */
const fixedPart = (text: string): string =>
  text
    .split(/\u{e000}\d\u{e001}/u)
    .sort((one, other) => other.length - one.length)
    .at(0) ?? text;

function pairsOf(ja: unknown, en: unknown): Pair[] {
  if (typeof ja === "string" && typeof en === "string") return [{ ja, en }];
  if (isMaker(ja) && isMaker(en)) return madePairs(ja, en);
  if (typeof ja !== "object" || ja === null || typeof en !== "object" || en === null) return [];
  return Object.entries(ja).flatMap(([name, value]) => pairsOf(value, Reflect.get(en, name)));
}

type Maker = (...parts: readonly (string | number)[]) => unknown;
const isMaker = (value: unknown): value is Maker => typeof value === "function";

function madePairs(ja: Maker, en: Maker): Pair[] {
  const made = (from: Maker, parts: readonly string[]): string | undefined => {
    try {
      const text: unknown = from(...parts.map((part) => (/^[1-9]\d*$/.test(part) ? Number(part) : part)));
      return typeof text === "string" ? text : undefined;
    } catch {
      // It takes more than words.
      return undefined;
    }
  };
  const both = (parts: readonly string[]): Pair[] => {
    const [own, other] = [made(ja, parts), made(en, parts)];
    return own === undefined || other === undefined ? [] : [{ ja: own, en: other }];
  };
  const places = Array.from({ length: ja.length }, (_, place) => mark(place));
  const empty = both(places.map(() => ""));
  return [...empty, ...both(places).map((pair) => ({ ...pair, ...formOf(pair.ja, (parts) => made(en, parts) ?? "") }))];
}

/** How the parts are told from a sentence; a few signs alone would fit any. */
function formOf(ja: string, english: (parts: readonly string[]) => string): Partial<Pair> {
  const pieces = ja.split(marks);
  const fixed = pieces.filter((_, index) => index % 2 === 0);
  if (fixed.join("").length < 2 || pieces.length < 3) return {};
  const places = pieces.filter((_, index) => index % 2 === 1).map(Number);
  const inOrder = (parts: readonly string[]) =>
    places.toSorted((one, other) => one - other).map((place) => parts[places.indexOf(place)] ?? "");
  return { pattern: new RegExp(`^${fixed.map(escaped).join("(.+)")}$`), english: (parts) => english(inOrder(parts)) };
}

const pairs = pairsOf(catalogue.ja, catalogue.en);
