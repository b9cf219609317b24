import { type CodeWord, inCodeWord } from "../contract/code-words.ts";
import type { Locale } from "../contract/schemas.ts";
import type { MessagePurpose } from "../domain/message-purpose.ts";
import { escapeXml } from "./escape.ts";

export interface VoiceCodeWords {
  readonly purpose: MessagePurpose;
  readonly shortName: string;
  readonly codeWord: CodeWord;
  readonly code: string;
  readonly reference: string;
}

/** What a call says, each part as SSML in `<speak>`, and in which language. */
export interface VoiceCall {
  readonly language: "ja-JP" | "en-US";
  /** The key that has to be pressed before the code is told: 1 to 9. */
  readonly key: string;
  /** Says who calls and asks for the key, which only the screen shows: a voicemail never hears the code. */
  readonly ask: string;
  readonly code: string;
  readonly wrongKey: string;
  readonly goodbye: string;
}

type Parts = Omit<VoiceCall, "key">;

/** Slow, and each digit by itself: `<break>` keeps the voice from reading a number. */
const apart = (characters: string, pause: string): string =>
  [...characters].map((character) => escapeXml(character)).join(`<break time="${pause}"/>`);

const labels = {
  ja: {
    sign_in: "認証コード",
    method_change: "設定変更の認証コード",
    number_check: "電話番号の確認コード",
    recovery: "アカウント復旧の確認コード",
  },
  en: {
    sign_in: "verification code",
    method_change: "code to change your settings",
    number_check: "code to confirm your number",
    recovery: "code to recover your account",
  },
} as const satisfies { readonly [L in Locale]: { readonly [P in MessagePurpose]: string } };

type Labelled = VoiceCodeWords & { readonly label: string };

const voiceTexts = {
  ja: ({ label, shortName, code, reference }) => ({
    language: "ja-JP",
    ask: `${escapeXml(shortName)}です。${label}をお伝えします。操作中の画面に表示されている数字を、電話機のボタンで押してください。お心当たりがない場合は、このまま電話をお切りください。`,
    code: `${label}は、<break time="500ms"/>${apart(code, "600ms")}<break time="800ms"/>です。照合文字は、${apart(reference, "300ms")}です。<break time="1s"/>`,
    wrongKey: "押された数字が、画面の数字と異なります。",
    goodbye: "ほかの人には教えないでください。失礼いたします。",
  }),
  en: ({ label, shortName, code, reference }) => ({
    language: "en-US",
    ask: `This is ${escapeXml(shortName)}, calling with your ${label}. Please press the number that you see on the page. If you did not ask for this call, just hang up.`,
    code: `Your ${label} is: <break time="500ms"/>${apart(code, "600ms")}<break time="800ms"/>. The reference is ${apart(reference, "300ms")}.<break time="1s"/>`,
    wrongKey: "That is not the number on the page.",
    goodbye: "Never tell it to anyone. Goodbye.",
  }),
} as const satisfies { readonly [L in Locale]: (words: Labelled) => Parts };

/**
 * The call that carries a code.
 *
 * @param key what the screen shows, 1 to 9.
 */
export function codeCall(locale: Locale, key: string, words: VoiceCodeWords): VoiceCall {
  const label = inCodeWord(labels[locale][words.purpose], words.codeWord);
  const { language, ...parts } = voiceTexts[locale]({ ...words, label });
  const speak = (content: string) => `<speak>${content}</speak>`;
  return {
    language,
    key,
    ask: speak(parts.ask),
    code: speak(parts.code),
    wrongKey: speak(parts.wrongKey),
    goodbye: speak(parts.goodbye),
  };
}
