import type { Locale } from "./schemas.ts";

/** What a service may call the code that it sends, or that an app makes; texts are written with the first. */
const codeWords = {
  verification_code: { ja: "認証コード", en: "verification code" },
  security_code: { ja: "セキュリティコード", en: "security code" },
} as const satisfies Readonly<Record<string, { readonly [L in Locale]: string }>>;

export type CodeWord = keyof typeof codeWords;

const written = codeWords.verification_code;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A text of ours, in either language, with the service's own word for the code. */
export function inCodeWord(text: string, word: CodeWord): string {
  const { ja, en } = codeWords[word];
  return text.replaceAll(written.ja, ja).replaceAll(written.en, en).replaceAll(capital(written.en), capital(en));
}
