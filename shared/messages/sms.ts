import { type CodeWord, inCodeWord } from "../contract/code-words.ts";
import { type Locale, locales } from "../contract/schemas.ts";
import { type MessagePurpose, messagePurposes } from "../domain/message-purpose.ts";
import { countSegments } from "./segments.ts";

export interface SmsCodeWords {
  readonly purpose: MessagePurpose;
  readonly shortName: string;
  readonly codeWord: CodeWord;
  readonly code: string;
  readonly reference: string;
  readonly host: string;
}

/** None is longer than that of signing in, in either word for the code: a name and host that fit once fit always. */
const labels = {
  ja: { sign_in: "認証コード", method_change: "変更コード", number_check: "確認コード", recovery: "復旧コード" },
  en: { sign_in: "your code is", method_change: "change code:", number_check: "number check", recovery: "recovery:" },
} as const satisfies { readonly [L in Locale]: { readonly [P in MessagePurpose]: string } };

/**
 * The SMS that carries a code: who sends it, the code, the reference that the waiting screen shows too, and as the
 * last line the origin-bound form that phones fill in for this host alone (WICG origin-bound one-time codes).
 * Always one segment: what is longer costs double and may arrive torn.
 */
const smsCodeTexts = {
  ja: ({ purpose, shortName, codeWord, code, reference }) =>
    `【${shortName}】${inCodeWord(labels.ja[purpose], codeWord)} ${code} 照合${reference}`,
  en: ({ purpose, shortName, code, reference }) => `${shortName}: ${labels.en[purpose]} ${code} (ref ${reference}).`,
} as const satisfies { readonly [L in Locale]: (words: SmsCodeWords) => string };

/** Said too where the segment has room for it: a long host leaves none. */
const warnings = {
  ja: "他人に教えないでください",
  en: "Never share it.",
} as const satisfies { readonly [L in Locale]: string };

export function smsCodeText(locale: Locale, words: SmsCodeWords): string {
  const lastLine = `@${words.host} #${words.code}`;
  const code = smsCodeTexts[locale](words);
  const whole = [code, warnings[locale], lastLine].join("\n");
  return countSegments(whole).segments === 1 ? whole : [code, lastLine].join("\n");
}

export interface SmsLinkWords {
  readonly shortName: string;
  readonly reference: string;
  /** `https://`, the host, and the token behind `#`. */
  readonly url: string;
}

/** The SMS that carries a one-time URL: two segments at most. What it does is said on the page that it opens. */
const smsLinkTexts = {
  ja: ({ shortName, reference, url }) =>
    `【${shortName}】ログインの確認 照合${reference}\n${url}\n心当たりがなければ開かないでください`,
  en: ({ shortName, reference, url }) => `${shortName}: confirm login, ref ${reference}\n${url}\nNot you? Ignore.`,
} as const satisfies { readonly [L in Locale]: (words: SmsLinkWords) => string };

export const smsLinkText = (locale: Locale, words: SmsLinkWords): string => smsLinkTexts[locale](words);

/** Segments that an SMS may have: what is longer costs more and may arrive torn. */
const budgets = { code: 1, url: 2 } as const;

/** As long as a link's token is. */
const longestToken = "x".repeat(48);

/** Characters by which an SMS of this service and host is too long for its budget; 0 when all fit. */
export function smsExcess(shortName: string, host: string, codeWord: CodeWord): number {
  const words = {
    shortName,
    host,
    codeWord,
    code: "000000",
    reference: "W7",
    url: `https://${host}/v#${longestToken}`,
  };
  const excess = locales.flatMap((locale) => [
    ...messagePurposes.map((purpose) => beyond(smsCodeText(locale, { ...words, purpose }), budgets.code)),
    beyond(smsLinkText(locale, words), budgets.url),
  ]);
  return Math.max(0, ...excess);
}

/** 3GPP TS 23.040: 160 septets or 70 UTF-16 units alone, 153 or 67 each where there are more. */
function beyond(text: string, segments: 1 | 2): number {
  const { encoding, units } = countSegments(text);
  const [alone, each] = encoding === "GSM-7" ? [160, 153] : [70, 67];
  return units - (segments === 1 ? alone : segments * each);
}
