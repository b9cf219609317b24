import type { Notices } from "./notice-forms.ts";

/** What the operator did, told by name: the one who reads it can do nothing but ask, so it says where. */
const byOperator = (
  ja: { readonly short: string; readonly long: string },
  en: { readonly short: string; readonly long: string },
): Notices => ({
  ja: {
    sms: ({ shortName }, when) => `【${shortName}】${when}${ja.short}。お心当たりがなければ窓口へご連絡ください。`,
    subject: ({ shortName }) => `【${shortName}】${ja.short}`,
    lead: ({ shortName }) => `${shortName}の${ja.long}`,
    advice: ({ shortName }) => `お心当たりがない場合は、${shortName}の窓口にお問い合わせください。`,
  },
  en: {
    sms: ({ shortName }, when) => `${shortName}: ${en.short}${when}. Any questions? Ask our support.`,
    subject: ({ shortName }) => `${shortName}: ${en.short}`,
    lead: ({ shortName }) => `${shortName}: ${en.long}`,
    advice: ({ shortName }) => `If you did not expect this, please ask the support of ${shortName}.`,
  },
});

export const operatorNotices = {
  account_changed: byOperator(
    {
      short: "アカウント情報が変更されました",
      long: "アカウントの情報（ログインに使うID、または通知の言語）が、運営者により変更されました。",
    },
    {
      short: "account changed",
      long: "our staff changed what you type to log in, or the language of your messages.",
    },
  ),
  account_locked: byOperator(
    {
      short: "アカウントがロックされました",
      long: "アカウントが、運営者によりロックされました。解除されるまでログインできません。",
    },
    { short: "account locked", long: "our staff locked your account. Nobody can log in until it is unlocked." },
  ),
  account_unlocked: byOperator(
    {
      short: "アカウントのロックが解除されました",
      long: "アカウントのロックが、運営者により解除されました。ログインできます。",
    },
    { short: "account unlocked", long: "our staff unlocked your account. You can log in again." },
  ),
  access_revoked: byOperator(
    {
      short: "すべての端末からログアウトしました",
      long: "アカウントは、運営者によりすべての端末からログアウトされ、信頼済みブラウザの登録も解除されました。次回は、2段階認証を含めてログインしてください。",
    },
    {
      short: "logged out everywhere",
      long: "our staff ended every session of your account and the trust in every browser. Log in with all steps next time.",
    },
  ),
  reset_asked: byOperator(
    {
      short: "リセットの申請を受け付けました",
      long: "アカウントの認証方法またはパスワードについて、運営者によるリセットが申請されました。別の担当者が確認するまで、変更されません。",
    },
    {
      short: "a reset was asked for",
      long: "our staff asked to reset methods or the password of your account. Nothing changes until somebody else of our staff confirms it.",
    },
  ),
  methods_reset: byOperator(
    {
      short: "認証方法がリセットされました",
      long: "アカウントの認証方法が、運営者により削除されました。すべての端末からログアウトしています。ログインして、設定で認証方法をご確認ください。",
    },
    {
      short: "methods reset",
      long: "our staff removed methods of your two-step verification and ended every session. Log in and check the methods in the settings.",
    },
  ),
  password_reset: byOperator(
    {
      short: "パスワードが無効になりました",
      long: "アカウントのパスワードが、運営者により無効になりました。これまでのパスワードではログインできません。新しいパスワードは、ご本人だけが設定できます。",
    },
    {
      short: "password void",
      long: "our staff voided the password of your account. It no longer works, and only you can choose a new one.",
    },
  ),
  account_deleted: byOperator(
    { short: "アカウントが削除されました", long: "アカウントが、運営者により削除されました。" },
    { short: "account deleted", long: "our staff deleted your account." },
  ),
  method_retired: byOperator(
    {
      short: "認証方法の使用を停止しました",
      long: "アカウントに登録された電話番号またはメールアドレスが使えなくなったため、認証での使用を停止しました。次回から、ほかの認証方法でログインしてください。",
    },
    {
      short: "a method ended",
      long: "a number or address of your account is no longer in service, so it is no longer used for verification. Use another method when you log in next.",
    },
  ),
  second_factor_ended: byOperator(
    {
      short: "2段階認証が無効になりました",
      long: "アカウントに登録された電話番号またはメールアドレスが使えなくなり、ほかに認証方法がないため、2段階認証が無効になりました。設定で新しい認証方法を登録してください。",
    },
    {
      short: "two-step off",
      long: "a number or address of your account is no longer in service and there is no other method, so two-step verification is off. Add a new method in the settings.",
    },
  ),
  account_closed: byOperator(
    {
      short: "アカウントのご利用が終了しました",
      long: "アカウントは、ご利用の終了によりログインできなくなりました。",
    },
    { short: "account closed", long: "your account was closed. Nobody can log in any more." },
  ),
} as const;
