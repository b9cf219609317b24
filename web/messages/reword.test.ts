import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../test/support/catalogue.ts";
import { reword } from "./reword.ts";

/** Every sentence; those that are made, made of the same. */
const sentences = (words: unknown): string[] => {
  if (typeof words === "string") return [words];
  if (typeof words === "function") {
    try {
      return sentences(words("x", "y"));
    } catch {
      // It is made of more than words.
      return [];
    }
  }
  return typeof words === "object" && words !== null ? Object.values(words).flatMap(sentences) : [];
};

describe.each(["ja", "en"] as const)("the service's own word for the code, in %s", (locale) => {
  test("given 'security code', then no sentence has the other word, and as many have this one", () => {
    const before = sentences(catalogue[locale]);
    const after = sentences(reword(catalogue[locale], "security_code"));
    const having = (all: readonly string[], word: RegExp) => all.filter((text) => word.test(text)).length;
    expect(having(before, /認証コード|verification code/i)).toBeGreaterThan(5);
    expect(having(after, /認証コード|verification code/i)).toBe(0);
    expect(having(after, /セキュリティコード|security code/i)).toBe(having(before, /認証コード|verification code/i));
    expect(after).toHaveLength(before.length);
  });

  test("given the word that they are written with, then nothing changes", () => {
    expect(sentences(reword(catalogue[locale], "verification_code"))).toEqual(sentences(catalogue[locale]));
  });
});
