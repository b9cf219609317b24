import type { Locale } from "../contract/schemas.ts";
import type { Email } from "../domain/email.ts";
import { plainEmail } from "./email-layout.ts";

export interface LinkEmailWords {
  readonly mode: "approve" | "continue";
  readonly shortName: string;
  readonly url: string;
  readonly reference: string;
  readonly lifetimeMinutes: number;
}

interface Parts {
  readonly subject: string;
  readonly lead: string;
  readonly reference: string;
  readonly validity: string;
  readonly warnings: readonly string[];
}

const leads = {
  ja: {
    approve: (shortName) =>
      `別の端末で${shortName}へのログインが行われています。次のURLを開いて、内容をご確認ください。`,
    continue: (shortName) =>
      `${shortName}へのログインを続けるには、ログインを始めた端末の同じブラウザで、次のURLを開いてください。`,
  },
  en: {
    approve: (shortName) =>
      `Somebody is logging in to ${shortName} on another device. Open this URL to see where, and to allow or deny it.`,
    continue: (shortName) =>
      `To go on logging in to ${shortName}, open this URL on the same device and in the same browser.`,
  },
} as const satisfies {
  readonly [L in Locale]: { readonly [M in LinkEmailWords["mode"]]: (shortName: string) => string };
};

const texts = {
  ja: ({ mode, shortName, reference, lifetimeMinutes }) => ({
    subject: `【${shortName}】ログインの確認のお願い（照合${reference}）`,
    lead: leads.ja[mode](shortName),
    reference: `照合：${reference}（画面に表示されている文字と同じであることをご確認ください）`,
    validity: `有効期限：送信から${lifetimeMinutes}分間（1回のみ有効です。再送した場合は、いちばん新しいURLだけが使えます）`,
    warnings: [
      "このURLをほかの人に教えたり、転送したりしないでください。",
      "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。URLは開かず、パスワードを変更してください。",
      "このメールは送信専用です。ご返信いただいてもお答えできません。",
    ],
  }),
  en: ({ mode, shortName, reference, lifetimeMinutes }) => ({
    subject: `${shortName}: confirm your login (ref ${reference})`,
    lead: leads.en[mode](shortName),
    reference: `Ref ${reference} (make sure that the page shows the same)`,
    validity: `Valid once, for ${lifetimeMinutes} minutes after it was sent. Of several, only the newest works.`,
    warnings: [
      "Never pass this URL on to anyone.",
      "If this was not you, somebody may know your password. Do not open the URL; change your password.",
      "This address cannot receive replies.",
    ],
  }),
} as const satisfies { readonly [L in Locale]: (words: LinkEmailWords) => Parts };

/** The mail that carries a one-time URL, in the body alone: a subject shows on locked screens. */
export function linkEmail(locale: Locale, words: LinkEmailWords): Email {
  const { subject, lead, reference, validity, warnings } = texts[locale](words);
  return plainEmail(locale, subject, [
    { text: lead },
    { text: words.url, isUrl: true },
    ...[reference, validity, ...warnings].map((text) => ({ text })),
  ]);
}
