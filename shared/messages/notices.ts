import type { Locale } from "../contract/schemas.ts";
import type { NoticeKind } from "../domain/notice.ts";

type Words = (shortName: string) => string;

/** Notices by SMS: what happened and what to do, no link, one segment. */
const noticeTexts = {
  second_factor_failures: {
    ja: (shortName) =>
      `【${shortName}】認証の失敗が続いたため一時停止中です。心当たりがなければ、至急パスワードを変更してください。`,
    en: (shortName) => `${shortName}: too many wrong codes. Not you? Change your password.`,
  },
} as const satisfies { readonly [K in NoticeKind]: { readonly [L in Locale]: Words } };

export const noticeText = (kind: NoticeKind, locale: Locale, shortName: string): string =>
  noticeTexts[kind][locale](shortName);
