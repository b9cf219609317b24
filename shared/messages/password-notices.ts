import { fact, type Notices } from "./notice-forms.ts";

/** Sent to an address by which the password may not be chosen: it would then be all that stands before the account. */
const linkAsked: Notices = {
  ja: {
    sms: ({ shortName }, when) => `【${shortName}】${when}パスワード再設定のお申し込みがありました。`,
    subject: ({ shortName }) => `【${shortName}】パスワード再設定のお申し込みについて`,
    lead: ({ shortName }) =>
      `${shortName}のパスワード再設定のお申し込みを受け付けましたが、このメールアドレスは2段階認証のただひとつの認証方法のため、安全上、このメールからは再設定できません。`,
    advice: ({ shortName }) =>
      `パスワードをお忘れの場合は、${shortName}の窓口にお問い合わせください。お心当たりがない場合は、このメールを破棄してください。パスワードは変更されません。`,
  },
  en: {
    sms: ({ shortName }, when) => `${shortName}: a new password was asked for${when}.`,
    subject: ({ shortName }) => `${shortName}: about your request for a new password`,
    lead: ({ shortName }) =>
      `A new password for ${shortName} was asked for. This address is the only method of your two-step verification, so for your safety the password cannot be chosen by a mail to it.`,
    advice: ({ shortName }) =>
      `If you have forgotten your password, please ask the support of ${shortName}. If this was not you, delete this mail: your password stays as it is.`,
  },
};

/** What became of the password by its owner, or by somebody who passes for them. */
export const passwordNotices = {
  password_changed: fact(
    "password",
    {
      short: "パスワードが変更されました",
      long: "パスワードが変更されました。ほかのブラウザはすべてログアウトし、信頼済みブラウザの登録を解除しました。",
    },
    {
      short: "password changed",
      long: "your password was changed. All other browsers were signed out, and none is trusted any more.",
    },
  ),
  password_recovered: fact(
    "password",
    {
      short: "パスワードが再設定されました",
      long: "パスワードが、メールのURLから再設定されました。すべてのブラウザをログアウトし、信頼済みブラウザの登録を解除しました。",
    },
    {
      short: "password reset",
      long: "a new password was chosen by the link of a mail. Everybody was signed out, and no browser is trusted any more.",
    },
  ),
  password_link_asked: linkAsked,
} as const;
