import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import type { Email } from "../domain/email.ts";
import { maskDestination } from "../domain/mask.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { plainEmail } from "./email-layout.ts";
import { operatorNotices } from "./operator-notices.ts";

export interface NoticeWords {
  readonly shortName: string;
  /** The number or address that the notice is about, where it is about one. */
  readonly about?: Pick<Authenticator, "type" | "destination"> | undefined;
  /** Why the operator did it, in the operator's words. */
  readonly reason?: string | undefined;
}

/** One notice in one language: an SMS of one segment, and a mail that has room to say more. No links in either. */
export interface NoticeForms {
  readonly sms: (words: NoticeWords) => string;
  readonly subject: (words: NoticeWords) => string;
  readonly paragraphs: (words: NoticeWords) => readonly string[];
}

const signatures = {
  ja: "このメールは送信専用です。ご返信いただいてもお答えできません。",
  en: "This address cannot receive replies.",
} as const satisfies { readonly [L in Locale]: string };

const destinations = {
  ja: { phone: "電話番号", email: "メールアドレス", totp: "認証アプリ", backup_codes: "バックアップコード" },
  en: { phone: "number", email: "address", totp: "app", backup_codes: "backup codes" },
} as const satisfies { readonly [L in Locale]: { readonly [T in Authenticator["type"]]: string } };

const hintOf = (about: NoticeWords["about"]): string => (about === undefined ? "" : maskDestination(about));

/** What to do where it was somebody else. */
const advice = {
  ja: "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。至急、パスワードを変更してください。",
  en: "If this was not you, somebody may know your password. Change it at once.",
} as const satisfies { readonly [L in Locale]: string };

/** A notice of one plain fact: an SMS, a subject and a sentence, and the advice. */
const fact = (
  ja: { readonly short: string; readonly long: string },
  en: { readonly short: string; readonly long: string },
): { readonly [L in Locale]: NoticeForms } => ({
  ja: {
    sms: ({ shortName }) => `【${shortName}】${ja.short}。お心当たりがなければ至急パスワードを変更してください。`,
    subject: ({ shortName }) => `【${shortName}】${ja.short}`,
    paragraphs: ({ shortName }) => [`${shortName}の${ja.long}`, advice.ja],
  },
  en: {
    sms: ({ shortName }) => `${shortName}: ${en.short}. Not you? Change your password.`,
    subject: ({ shortName }) => `${shortName}: ${en.short}`,
    paragraphs: ({ shortName }) => [`${shortName}: ${en.long}`, advice.en],
  },
});

const notices = {
  second_factor_failures: {
    ja: {
      sms: ({ shortName }) =>
        `【${shortName}】認証の失敗が続いたため一時停止中です。心当たりがなければ、至急パスワードを変更してください。`,
      subject: ({ shortName }) => `【${shortName}】認証の失敗が続いています`,
      paragraphs: ({ shortName }) => [
        `${shortName}へのログインで、パスワードは正しく、認証コードの誤りが続いたため、認証を一時的に停止しました。しばらくすると自動で再開します。`,
        "お心当たりがない場合は、第三者がパスワードを知っています。至急、パスワードを変更してください。",
      ],
    },
    en: {
      sms: ({ shortName }) => `${shortName}: too many wrong codes. Not you? Change your password.`,
      subject: ({ shortName }) => `${shortName}: too many wrong codes`,
      paragraphs: ({ shortName }) => [
        `Somebody logged in to ${shortName} with your right password and entered wrong codes again and again. Verification is paused for now and resumes by itself.`,
        "If this was not you, somebody knows your password. Change it at once.",
      ],
    },
  },
  destination_unreachable: {
    ja: {
      sms: ({ shortName, about }) =>
        `【${shortName}】ご登録の${destinations.ja[about?.type ?? "email"]}に届かないため、認証での使用を止めました。設定をご確認ください。`,
      subject: ({ shortName }) => `【${shortName}】ご登録の連絡先にメッセージが届きません`,
      paragraphs: ({ shortName, about }) => [
        `ご登録の連絡先（${hintOf(about)}）に${shortName}からのメッセージが届かないことを確認したため、認証での使用を止めました。`,
        "次回からは、ほかの認証方法をご利用ください。連絡先が変わった場合は、設定で新しい連絡先を登録してください。",
      ],
    },
    en: {
      sms: ({ shortName, about }) =>
        `${shortName}: we cannot reach your ${destinations.en[about?.type ?? "email"]}. Check your settings.`,
      subject: ({ shortName }) => `${shortName}: our messages do not reach you`,
      paragraphs: ({ shortName, about }) => [
        `Messages from ${shortName} no longer reach ${hintOf(about)}, so it is no longer used for verification.`,
        "Please use another method when you log in next. If your number or address has changed, register the new one in the settings.",
      ],
    },
  },
  sign_in: fact(
    { short: "ログインがありました", long: "アカウントにログインがありました。" },
    { short: "new sign-in", long: "somebody signed in to your account." },
  ),
  login_denied: fact(
    { short: "ログインの要求が拒否されました", long: "アカウントへのログインの要求が、ご登録の端末で拒否されました。" },
    { short: "login denied", long: "a login to your account was denied on one of your devices." },
  ),
  method_added: fact(
    { short: "認証方法が追加されました", long: "2段階認証に、新しい認証方法が追加されました。" },
    { short: "method added", long: "a method was added to your two-step verification." },
  ),
  method_removed: fact(
    { short: "認証方法が削除されました", long: "2段階認証から、認証方法が削除されました。" },
    { short: "method removed", long: "a method was removed from your two-step verification." },
  ),
  method_replaced: fact(
    { short: "認証方法が変更されました", long: "2段階認証の認証方法が、新しいものに変更されました。" },
    { short: "method changed", long: "a method of your two-step verification was replaced by a new one." },
  ),
  backup_codes_made: fact(
    {
      short: "バックアップコードを作成しました",
      long: "バックアップコードが新しく作成されました。以前のコードは使えません。",
    },
    { short: "new backup codes", long: "new backup codes were made. Earlier ones no longer work." },
  ),
  backup_codes_shown: fact(
    { short: "バックアップコードを表示しました", long: "現在のバックアップコードが画面に表示されました。" },
    { short: "backup codes shown", long: "your backup codes were shown on a page." },
  ),
  backup_code_used: fact(
    {
      short: "バックアップコードを使用しました",
      long: "アカウントに、バックアップコードを使ったログインがありました。",
    },
    { short: "backup code used", long: "somebody signed in with one of your backup codes." },
  ),
  backup_codes_low: fact(
    {
      short: "バックアップコードが残りわずかです",
      long: "バックアップコードが残りわずかです。設定で新しく作成してください。",
    },
    { short: "few backup codes left", long: "few of your backup codes are left. Make new ones in the settings." },
  ),
  switched_on: fact(
    { short: "2段階認証を有効にしました", long: "2段階認証が有効になりました。" },
    { short: "two-step on", long: "two-step verification was switched on." },
  ),
  switched_off: fact(
    { short: "2段階認証を無効にしました", long: "2段階認証が無効になりました。今後はパスワードだけでログインします。" },
    { short: "two-step off", long: "two-step verification was switched off. From now on the password alone signs in." },
  ),
  ...operatorNotices,
  browser_trusted: fact(
    {
      short: "信頼済みブラウザが登録されました",
      long: "アカウントに、信頼済みブラウザが登録されました。このブラウザでは、2段階目の認証を省略できます。",
    },
    { short: "browser trusted", long: "a browser was trusted: there, the second step is skipped from now on." },
  ),
  browser_copied: fact(
    {
      short: "信頼済みブラウザを取り消しました",
      long: "信頼済みブラウザの情報が、別の場所で使われた可能性があります。安全のため、このブラウザの登録を取り消し、ログイン中の画面をログアウトしました。",
    },
    {
      short: "trusted browser revoked",
      long: "what makes one of your browsers a trusted one was used a second time, maybe from a copy. That browser is trusted no more, and its sessions are over.",
    },
  ),
} as const satisfies { readonly [K in NoticeKind]: { readonly [L in Locale]: NoticeForms } };

export const noticeText = (kind: NoticeKind, locale: Locale, words: NoticeWords): string =>
  notices[kind][locale].sms(words);

/** @param at when it happened. */
export function noticeEmail(kind: NoticeKind, locale: Locale, words: NoticeWords, at: Instant): Email {
  const { subject, paragraphs } = notices[kind][locale];
  const all = [...paragraphs(words), timeOf(at, locale), signatures[locale]];
  return plainEmail(
    locale,
    subject(words),
    all.map((text) => ({ text })),
  );
}

/** In Japan's time, which it says. */
function timeOf(at: Instant, locale: Locale): string {
  const time = new Date(at).toLocaleString(locale === "ja" ? "ja-JP" : "en-GB", {
    timeZone: "Asia/Tokyo",
    dateStyle: "long",
    timeStyle: "short",
  });
  return locale === "ja" ? `日時：${time}（日本時間）` : `Time: ${time} (Japan)`;
}
