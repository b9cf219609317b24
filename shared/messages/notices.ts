import { inCodeWord } from "../contract/code-words.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Email } from "../domain/email.ts";
import { maskDestination } from "../domain/mask.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { type Paragraph, plainEmail } from "./email-layout.ts";
import { factsOf, momentOf } from "./notice-facts.ts";
import { fact, type Notices, type NoticeWords } from "./notice-forms.ts";
import { operatorNotices } from "./operator-notices.ts";
import { passwordNotices } from "./password-notices.ts";
import { recoveryNotices } from "./recovery-notices.ts";
import { countSegments } from "./segments.ts";

const destinations = {
  ja: {
    phone: "電話番号",
    email: "メールアドレス",
    totp: "認証アプリ",
    app: "承認アプリ",
    backup_codes: "バックアップコード",
  },
  en: { phone: "number", email: "address", totp: "app", app: "approval app", backup_codes: "backup codes" },
} as const satisfies { readonly [L in Locale]: { readonly [T in Authenticator["type"]]: string } };

const hintOf = (about: NoticeWords["about"]): string => (about === undefined ? "" : maskDestination(about));

const failures: Notices = {
  ja: {
    sms: ({ shortName }, when) =>
      `【${shortName}】${when}認証の失敗が続いたため一時停止中です。心当たりがなければ、至急パスワードを変更してください。`,
    subject: ({ shortName }) => `【${shortName}】認証の失敗が続いています`,
    lead: ({ shortName }) =>
      `${shortName}へのログインで、認証コードなどの誤りが続いたため、認証を一時的に停止しました。しばらくすると自動で再開します。`,
    advice: () =>
      "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。至急、パスワードを変更してください。",
  },
  en: {
    sms: ({ shortName }, when) => `${shortName}: too many wrong codes${when}. Not you? Change your password.`,
    subject: ({ shortName }) => `${shortName}: too many wrong codes`,
    lead: ({ shortName }) =>
      `In logins to your account at ${shortName}, wrong codes were entered again and again. Verification is paused for now and resumes by itself.`,
    advice: () => "If this was not you, somebody may know your password. Change it at once.",
  },
};

const unreachable: Notices = {
  ja: {
    sms: ({ shortName, about }) =>
      `【${shortName}】ご登録の${destinations.ja[about?.type ?? "email"]}に届かないため、認証での使用を止めました。設定をご確認ください。`,
    subject: ({ shortName }) => `【${shortName}】ご登録の連絡先にメッセージが届きません`,
    lead: ({ shortName, about }) =>
      about?.type === "app"
        ? `ご登録の承認アプリに${shortName}からの確認を届けられなかったため、認証での使用を止めました。`
        : `ご登録の連絡先（${hintOf(about)}）に${shortName}からのメッセージが届かないことを確認したため、認証での使用を止めました。`,
    advice: ({ about }) =>
      about?.type === "app"
        ? "次回からは、ほかの認証方法をご利用ください。機種変更やアプリの再インストールをされた場合は、設定で承認アプリを登録し直してください。"
        : "次回からは、ほかの認証方法をご利用ください。連絡先が変わった場合は、設定で新しい連絡先を登録してください。",
  },
  en: {
    sms: ({ shortName, about }) =>
      `${shortName}: we cannot reach your ${destinations.en[about?.type ?? "email"]}. Check your settings.`,
    subject: ({ shortName }) => `${shortName}: our messages do not reach you`,
    lead: ({ shortName, about }) =>
      about?.type === "app"
        ? `Requests from ${shortName} no longer reach your approval app, so it is no longer used for verification.`
        : `Messages from ${shortName} no longer reach ${hintOf(about)}, so it is no longer used for verification.`,
    advice: ({ about }) =>
      about?.type === "app"
        ? "Please use another method when you log in next. If you have a new phone or installed the app anew, register it again in the settings."
        : "Please use another method when you log in next. If your number or address has changed, register the new one in the settings.",
  },
};

const low = fact(
  "codes",
  {
    short: "バックアップコードが残りわずかです",
    long: "バックアップコードが残りわずかです。設定で新しく作成してください。",
  },
  { short: "few backup codes left", long: "few of your backup codes are left. Make new ones in the settings." },
);

const disavowed: Notices = {
  ja: {
    sms: ({ shortName }, when) =>
      `【${shortName}】${when}ログイン状態をすべて解除しました。パスワードを再設定してください。`,
    subject: ({ shortName }) => `【${shortName}】ログイン状態をすべて解除しました`,
    lead: ({ shortName }) =>
      `「心当たりがない」とのお申し出により、${shortName}へのログイン状態、信頼済みブラウザ、手続き中のログインをすべて解除しました。`,
    advice: () =>
      "現在のパスワードではログインできません。パスワードを再設定すると、ふたたびご利用いただけます。お心当たりがない場合は、お問い合わせ窓口までご連絡ください。",
  },
  en: {
    sms: ({ shortName }, when) => `${shortName}: signed out everywhere${when}. Choose a new password.`,
    subject: ({ shortName }) => `${shortName}: signed out everywhere`,
    lead: ({ shortName }) =>
      `Somebody told us that it was not you. Everybody was signed out of ${shortName}, no browser is trusted any more, and logins under way were cancelled.`,
    advice: () =>
      "The present password no longer signs in. Choose a new one to sign in again. If this was not you, please contact support.",
  },
};

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
