import type { Locale } from "../contract/schemas.ts";
import type { Authenticator } from "../domain/account.ts";
import type { Email } from "../domain/email.ts";
import { maskDestination } from "../domain/mask.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { plainEmail } from "./email-layout.ts";

interface NoticeWords {
  readonly shortName: string;
  /** The number or address that the notice is about, where it is about one. */
  readonly about?: Pick<Authenticator, "type" | "destination"> | undefined;
}

/** One notice in one language: an SMS of one segment, and a mail that has room to say more. No links in either. */
interface NoticeForms {
  readonly sms: (words: NoticeWords) => string;
  readonly subject: (words: NoticeWords) => string;
  readonly paragraphs: (words: NoticeWords) => readonly string[];
}

const signatures = {
  ja: "このメールは送信専用です。ご返信いただいてもお答えできません。",
  en: "This address cannot receive replies.",
} as const satisfies { readonly [L in Locale]: string };

const destinations = {
  ja: { phone: "電話番号", email: "メールアドレス" },
  en: { phone: "number", email: "address" },
} as const satisfies { readonly [L in Locale]: { readonly [T in Authenticator["type"]]: string } };

const hintOf = (about: NoticeWords["about"]): string => (about === undefined ? "" : maskDestination(about));

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
} as const satisfies { readonly [K in NoticeKind]: { readonly [L in Locale]: NoticeForms } };

export const noticeText = (kind: NoticeKind, locale: Locale, words: NoticeWords): string =>
  notices[kind][locale].sms(words);

export function noticeEmail(kind: NoticeKind, locale: Locale, words: NoticeWords): Email {
  const { subject, paragraphs } = notices[kind][locale];
  return plainEmail(
    locale,
    subject(words),
    [...paragraphs(words), signatures[locale]].map((text) => ({ text })),
  );
}
