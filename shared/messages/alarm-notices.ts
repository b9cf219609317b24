import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import { maskDestination } from "../domain/mask.ts";
import type { Notices, NoticeWords } from "./notice-forms.ts";

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

/** Wrong answers, again and again. */
export const failures: Notices = {
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

/** A number, an address or an app that nothing reaches any more. */
export const unreachable: Notices = {
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

/** "Not me" was said. */
export const disavowed: Notices = {
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
