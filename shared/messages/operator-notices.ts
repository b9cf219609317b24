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
} as const;
