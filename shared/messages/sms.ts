import { type Locale, locales } from "../contract/schemas.ts";
import { type MessagePurpose, messagePurposes } from "../domain/message-purpose.ts";
import { countSegments } from "./segments.ts";

export interface SmsCodeWords {
  readonly purpose: MessagePurpose;
  readonly shortName: string;
  readonly code: string;
  readonly reference: string;
  readonly host: string;
}

/** None is longer than that of signing in, so that a name and host that fit once fit always. */
const labels = {
  ja: { sign_in: "認証コード", method_change: "変更コード", number_check: "確認コード" },
  en: { sign_in: "your code is", method_change: "change code:", number_check: "number check" },
} as const satisfies { readonly [L in Locale]: { readonly [P in MessagePurpose]: string } };

/**
 * The SMS that carries a code: who sends it, the code, the reference that the waiting screen shows too, and as the
 * last line the origin-bound form that phones fill in for this host alone (WICG origin-bound one-time codes).
 * Always one segment: what is longer costs double and may arrive torn.
 */
const smsCodeTexts = {
  ja: ({ purpose, shortName, code, reference }) => `【${shortName}】${labels.ja[purpose]} ${code} 照合${reference}`,
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

/** Characters by which the SMS of this service and host is too long for one segment; 0 when it fits. */
export function smsCodeExcess(shortName: string, host: string): number {
  const texts = locales.flatMap((locale) =>
    messagePurposes.map((purpose) =>
      smsCodeText(locale, { purpose, shortName, host, code: "000000", reference: "W7" }),
    ),
  );
  const excess = texts.map((text) => {
    const { encoding, units } = countSegments(text);
    return units - (encoding === "GSM-7" ? 160 : 70);
  });
  return Math.max(0, ...excess);
}
