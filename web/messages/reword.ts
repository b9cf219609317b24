import { type CodeWord, inCodeWord } from "../../shared/contract/code-words.ts";

/** All the sentences, and what makes sentences, with the service's own word for the code. */
export function reword<Words>(words: Words, word: CodeWord): Words;
export function reword(words: unknown, word: CodeWord): unknown {
  if (typeof words === "string") return inCodeWord(words, word);
  if (typeof words === "function") {
    return (...parts: readonly unknown[]): unknown => reword(Reflect.apply(words, undefined, parts), word);
  }
  if (Array.isArray(words)) return words.map((one) => reword(one, word));
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, reword(value, word)]));
}
