import { inCodeWord } from "../contract/code-words.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Email } from "../domain/email.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { disavowed, failures, unreachable } from "./alarm-notices.ts";
import { type Paragraph, plainEmail } from "./email-layout.ts";
import { factsOf, momentOf } from "./notice-facts.ts";
import { fact, type Notices, type NoticeWords } from "./notice-forms.ts";
import { operatorNotices } from "./operator-notices.ts";
import { passwordNotices } from "./password-notices.ts";
import { recoveryNotices } from "./recovery-notices.ts";
import { countSegments } from "./segments.ts";

const low = fact(
  "codes",
  {
    short: "バックアップコードが残りわずかです",
    long: "バックアップコードが残りわずかです。設定で新しく作成してください。",
  },
  { short: "few backup codes left", long: "few of your backup codes are left. Make new ones in the settings." },
);

const notices = {
  second_factor_failures: failures,
  destination_unreachable: unreachable,
  sign_in: fact(
    "sign_in",
    { short: "ログインがありました", long: "アカウントにログインがありました。" },
    { short: "new sign-in", long: "somebody signed in to your account." },
  ),
  login_denied: fact(
    "sign_in",
    { short: "ログインの要求が拒否されました", long: "アカウントへのログインの要求が、ご登録の端末で拒否されました。" },
    { short: "login denied", long: "a login to your account was denied on one of your devices." },
  ),
  sign_in_refused: fact(
    "sign_in",
    {
      short: "不審なログインを拒否しました",
      long: "アカウントに、正しいパスワードで通常と異なるログインの操作があったため、拒否しました。",
    },
    {
      short: "suspicious sign-in refused",
      long: "somebody who knows your password tried to sign in in an unusual way, and was refused.",
    },
  ),
  method_added: fact(
    "change",
    { short: "認証方法が追加されました", long: "2段階認証に、新しい認証方法が追加されました。" },
    { short: "method added", long: "a method was added to your two-step verification." },
  ),
  method_removed: fact(
    "change",
    { short: "認証方法が削除されました", long: "2段階認証から、認証方法が削除されました。" },
    { short: "method removed", long: "a method was removed from your two-step verification." },
  ),
  method_replaced: fact(
    "change",
    { short: "認証方法が変更されました", long: "2段階認証の認証方法が、新しいものに変更されました。" },
    { short: "method changed", long: "a method of your two-step verification was replaced by a new one." },
  ),
  backup_codes_made: fact(
    "change",
    {
      short: "バックアップコードが作成されました",
      long: "バックアップコードが新しく作成されました。以前のコードは使えません。",
    },
    { short: "new backup codes", long: "new backup codes were made. Earlier ones no longer work." },
  ),
  backup_codes_shown: fact(
    "change",
    { short: "バックアップコードが表示されました", long: "現在のバックアップコードが画面に表示されました。" },
    { short: "backup codes shown", long: "your backup codes were shown on a page." },
  ),
  account_exported: fact(
    "change",
    {
      short: "登録情報が書き出されました",
      long: "アカウントに登録されている情報と利用の記録が、ファイルに書き出されました。",
    },
    { short: "account data exported", long: "everything that is kept of your account was exported to a file." },
  ),
  backup_code_used: fact(
    "codes",
    {
      short: "バックアップコードが使用されました",
      long: "アカウントに、バックアップコードを使ったログインがありました。",
    },
    { short: "backup code used", long: "somebody signed in with one of your backup codes." },
  ),
  backup_codes_low: {
    ja: {
      ...low.ja,
      sms: ({ shortName }) => `【${shortName}】バックアップコードが残りわずかです。設定で新しく作成してください。`,
    },
    en: { ...low.en, sms: ({ shortName }) => `${shortName}: few backup codes left. Make new ones in the settings.` },
  },
  switched_on: fact(
    "change",
    { short: "2段階認証が有効になりました", long: "2段階認証が有効になりました。" },
    { short: "two-step on", long: "two-step verification was switched on." },
  ),
  switched_off: fact(
    "change",
    {
      short: "2段階認証が無効になりました",
      long: "2段階認証が無効になりました。今後はパスワードだけでログインします。",
    },
    { short: "two-step off", long: "two-step verification was switched off. From now on the password alone signs in." },
  ),
  disavowed,
  ...operatorNotices,
  ...passwordNotices,
  ...recoveryNotices,
  browser_trusted: fact(
    "change",
    {
      short: "信頼済みブラウザが登録されました",
      long: "アカウントに、信頼済みブラウザが登録されました。このブラウザでは、2段階目の認証を省略できます。",
    },
    { short: "browser trusted", long: "a browser was trusted: there, the second step is skipped from now on." },
  ),
  browser_copied: fact(
    "change",
    {
      short: "信頼済みブラウザを取り消しました",
      long: "信頼済みブラウザの情報が、別の場所で使われた可能性があります。安全のため、このブラウザの登録を取り消し、ログイン中の画面をログアウトしました。",
    },
    {
      short: "trusted browser revoked",
      long: "what makes one of your browsers a trusted one was used a second time, maybe from a copy. That browser is trusted no more, and its sessions are over.",
    },
  ),
} as const satisfies { readonly [K in NoticeKind]: Notices };

/** The one link there is: it asks for no password and no code, and opening it changes nothing. */
const notMe = {
  ja: "お心当たりがない場合は、次のページからお手続きください。すべての端末からログアウトし、パスワードの変更が必要な状態にします。このページでパスワードや認証コードをお尋ねすることはありません。",
  en: "If this was not you, say so on the page below: every device is signed out, and a new password is needed. That page never asks for a password or a code.",
} as const satisfies { readonly [L in Locale]: string };

/** Likewise, while a recovery goes on. */
const stopRecovery = {
  ja: "アカウント復旧の手続きを中止するには、次のページを開き、ボタンを押してください。このページでパスワードや認証コードをお尋ねすることはありません。",
  en: "To stop the recovery, open the page below and press its button. That page never asks for a password or a code.",
} as const satisfies { readonly [L in Locale]: string };

const noLinks = {
  ja: (shortName: string) =>
    `安全のため、このメールにリンクは記載していません。いつもの方法で${shortName}を開いてご確認ください。`,
  en: (shortName: string) => `For your safety this mail has no links. Open ${shortName} the way you always do.`,
} as const satisfies { readonly [L in Locale]: (shortName: string) => string };

const signatures = {
  ja: "このメールは送信専用です。ご返信いただいてもお答えできません。",
  en: "This address cannot receive replies.",
} as const satisfies { readonly [L in Locale]: string };

const linkOf = (text: string, url: string): readonly Paragraph[] => [{ text }, { text: url, isUrl: true }];

const endingOf = ({ shortName, ...urls }: NoticeWords, locale: Locale): readonly Paragraph[] => [
  ...(urls.stopRecovery === undefined ? [] : linkOf(stopRecovery[locale], urls.stopRecovery)),
  ...(urls.notMe === undefined ? [] : linkOf(notMe[locale], urls.notMe)),
  ...(urls.stopRecovery === undefined && urls.notMe === undefined ? [{ text: noLinks[locale](shortName) }] : []),
  { text: signatures[locale] },
];

/** One segment: with the time, where that leaves it one. */
export function noticeText(kind: NoticeKind, locale: Locale, words: NoticeWords): string {
  const { sms } = notices[kind][locale];
  const timed = sms(words, momentOf(words.at, locale));
  return countSegments(timed).segments === 1 ? timed : sms(words, "");
}

export function noticeEmail(kind: NoticeKind, locale: Locale, words: NoticeWords): Email {
  const { subject, lead, advice } = notices[kind][locale];
  const inOwn = (paragraph: Paragraph) => ({ ...paragraph, text: inCodeWord(paragraph.text, words.codeWord) });
  const told = inOwn({ text: lead(words) });
  const facts = [factsOf(words, locale).join("\n"), advice(words)].map((text) => ({ text }));
  return plainEmail(locale, subject(words), [told, ...facts, ...endingOf(words, locale).map(inOwn)]);
}
