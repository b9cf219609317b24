import type { Locale } from "../contract/schemas.ts";
import { passwordLinkLife } from "../domain/account-token.ts";
import { minutes } from "../domain/duration.ts";
import type { Email } from "../domain/email.ts";
import { plainEmail } from "./email-layout.ts";
import { factsOf, type NoticeFacts } from "./notice-facts.ts";

interface PasswordLinkWords extends NoticeFacts {
  readonly shortName: string;
  readonly url: string;
}

interface Parts {
  readonly subject: string;
  readonly lead: string;
  readonly validity: string;
  readonly warnings: readonly string[];
}

const lifetime = passwordLinkLife / minutes(1);

const texts = {
  ja: ({ shortName }) => ({
    subject: `【${shortName}】パスワード再設定のご案内`,
    lead: `${shortName}のパスワード再設定のお申し込みを受け付けました。次のURLを開いて、新しいパスワードを設定してください。`,
    validity: `有効期限：お申し込みから${lifetime}分間（1回のみ有効です）`,
    warnings: [
      "このURLをほかの人に教えたり、転送したりしないでください。",
      "お心当たりがない場合は、URLを開かずにこのメールを破棄してください。パスワードは変更されません。",
      "このメールは送信専用です。ご返信いただいてもお答えできません。",
    ],
  }),
  en: ({ shortName }) => ({
    subject: `${shortName}: choose a new password`,
    lead: `A new password for ${shortName} was asked for. Open this URL to choose it.`,
    validity: `Valid once, for ${lifetime} minutes after it was asked for.`,
    warnings: [
      "Never pass this URL on to anyone.",
      "If this was not you, do not open the URL and delete this mail. Your password stays as it is.",
      "This address cannot receive replies.",
    ],
  }),
} as const satisfies { readonly [L in Locale]: (words: PasswordLinkWords) => Parts };

/** The mail that carries the link for a new password, in the body alone: a subject shows on locked screens. */
export function passwordLinkEmail(locale: Locale, words: PasswordLinkWords): Email {
  const { subject, lead, validity, warnings } = texts[locale](words);
  return plainEmail(locale, subject, [
    { text: lead },
    { text: words.url, isUrl: true },
    ...[validity, factsOf(words, locale).join("\n"), ...warnings].map((text) => ({ text })),
  ]);
}
