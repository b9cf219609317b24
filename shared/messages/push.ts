import type { Locale } from "../contract/schemas.ts";
import type { MessagePurpose } from "../domain/message-purpose.ts";
import type { Push } from "../domain/push.ts";

interface PushWords {
  readonly purpose: MessagePurpose;
  readonly shortName: string;
  readonly reference: string;
}

const labels = {
  ja: {
    sign_in: "ログインの確認",
    method_change: "設定変更の確認",
    number_check: "番号の確認",
    recovery: "アカウント復旧の確認",
  },
  en: {
    sign_in: "confirm a login",
    method_change: "confirm a change",
    number_check: "confirm a number",
    recovery: "confirm a recovery",
  },
} as const satisfies { readonly [L in Locale]: { readonly [P in MessagePurpose]: string } };

const texts = {
  ja: ({ purpose, shortName, reference }) => ({
    title: `【${shortName}】${labels.ja[purpose]}`,
    body: `照合${reference}。アプリを開いてご確認ください。心当たりがなければ「いいえ」を選んでください。`,
  }),
  en: ({ purpose, shortName, reference }) => ({
    title: `${shortName}: ${labels.en[purpose]}`,
    body: `Ref ${reference}. Open the app to answer. If it was not you, answer No.`,
  }),
} as const satisfies { readonly [L in Locale]: (words: PushWords) => Pick<Push, "title" | "body"> };

/** The push that says that something waits for an answer. What it is, the app reads from the API. */
export const approvalPush = (locale: Locale, words: PushWords): Pick<Push, "title" | "body"> => texts[locale](words);
