import type { Locale } from "../contract/schemas.ts";
import { countSegments } from "./segments.ts";

export interface SmsCodeWords {
  readonly shortName: string;
  readonly code: string;
  readonly reference: string;
  readonly host: string;
}

/**
 * The SMS that carries a code: who sends it, the code, the reference that the waiting screen shows too, and as the
 * last line the origin-bound form that phones fill in for this host alone (WICG origin-bound one-time codes).
 * Always one segment: what is longer costs double and may arrive torn.
 */
const smsCodeTexts = {
  ja: ({ shortName, code, reference }) => `【${shortName}】認証コード ${code} 照合${reference}`,
  en: ({ shortName, code, reference }) => `${shortName}: your code is ${code} (ref ${reference}).`,
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
  const excess = (["ja", "en"] as const).map((locale) => {
    const { encoding, units } = countSegments(
      smsCodeText(locale, { shortName, host, code: "000000", reference: "W7" }),
    );
    return units - (encoding === "GSM-7" ? 160 : 70);
  });
  return Math.max(0, ...excess);
}
