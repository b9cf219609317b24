import type { CodeWord } from "../contract/code-words.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { NoticeFacts } from "./notice-facts.ts";

export interface NoticeWords extends NoticeFacts {
  readonly shortName: string;
  readonly codeWord: CodeWord;
  /** The number or address that the notice is about, where it is about one. */
  readonly about?: Pick<Authenticator, "type" | "destination"> | undefined;
  /** Where the owner says that it was somebody else: of a mail alone. */
  readonly notMe?: string | undefined;
  /** Where a recovery is stopped, likewise. */
  readonly stopRecovery?: string | undefined;
}

/** One notice in one language: an SMS of one segment, and a mail that has room to say more. No link asks for anything. */
interface NoticeForms {
  /** @param when it happened, as `momentOf` words it; empty where there is no room. */
  readonly sms: (words: NoticeWords, when: string) => string;
  readonly subject: (words: NoticeWords) => string;
  /** What happened. The facts follow it, and then what to do. */
  readonly lead: (words: NoticeWords) => string;
  readonly advice: (words: NoticeWords) => string;
}
export type Notices = { readonly [L in Locale]: NoticeForms };

/** What to do where it was somebody else: who knows the password, or backup codes as well, or is in the settings. */
const advice = {
  sign_in: {
    ja: "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。至急、パスワードを変更してください。",
    en: "If this was not you, somebody may know your password. Change it at once.",
  },
  codes: {
    ja: "お心当たりがない場合は、第三者がパスワードとバックアップコードを知っている可能性があります。至急、パスワードを変更し、バックアップコードを新しく作成してください。",
    en: "If this was not you, somebody may know your password and your backup codes. Change your password at once, and make new backup codes.",
  },
  change: {
    ja: "お心当たりがない場合は、第三者がアカウントを操作した可能性があります。至急、パスワードを変更し、設定で認証方法をご確認ください。",
    en: "If this was not you, somebody else may be using your account. Change your password at once, and check your methods in the settings.",
  },
  password: {
    ja: "お心当たりがない場合は、第三者がメールやアカウントを操作した可能性があります。至急、パスワードを再設定し、お問い合わせ窓口までご連絡ください。",
    en: "If this was not you, somebody else may be reading your mail or using your account. Choose a new password at once, and contact support.",
  },
  recovery: {
    ja: "ご本人のお手続きであれば、何もする必要はありません。お心当たりがない場合は、第三者がパスワードを知っています。至急、手続きを中止し、パスワードを変更してください。パスワードを変更した場合も、手続きは中止されます。",
    en: "If this was not you, somebody knows your password: stop the recovery and change your password at once, which stops it too. If it was you, there is nothing to do.",
  },
} as const satisfies {
  readonly [A in "sign_in" | "codes" | "change" | "password" | "recovery"]: { readonly [L in Locale]: string };
};

interface Fact {
  readonly short: string;
  readonly long: string;
}

/** A notice of one plain fact: an SMS, a subject and a sentence, and the advice. */
export const fact = (by: keyof typeof advice, ja: Fact, en: Fact): Notices => ({
  ja: {
    sms: ({ shortName }, when) =>
      `【${shortName}】${when}${ja.short}。お心当たりがなければ至急パスワードを変更してください。`,
    subject: ({ shortName }) => `【${shortName}】${ja.short}`,
    lead: ({ shortName }) => `${shortName}の${ja.long}`,
    advice: () => advice[by].ja,
  },
  en: {
    sms: ({ shortName }, when) => `${shortName}: ${en.short}${when}. Not you? Change your password.`,
    subject: ({ shortName }) => `${shortName}: ${en.short}`,
    lead: ({ shortName }) => `${shortName}: ${en.long}`,
    advice: () => advice[by].en,
  },
});
