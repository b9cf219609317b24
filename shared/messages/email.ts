import type { Locale } from "../contract/schemas.ts";
import type { Email } from "../domain/email.ts";

export interface EmailCodeWords {
  readonly shortName: string;
  readonly code: string;
  readonly reference: string;
  readonly lifetimeMinutes: number;
}

/** The parts of a mail that carries a code, in the order in which they stand. */
interface Parts {
  readonly subject: string;
  readonly lead: string;
  readonly label: string;
  readonly reference: string;
  readonly validity: string;
  readonly warnings: readonly string[];
}

const emailCodeTexts = {
  ja: ({ shortName, reference, lifetimeMinutes }) => ({
    subject: `【${shortName}】認証コードのお知らせ（照合${reference}）`,
    lead: `${shortName}へのログインを続けるには、ログイン中の画面に次の認証コードを入力してください。`,
    label: "認証コード",
    reference: `照合：${reference}（画面に表示されている文字と同じであることをご確認ください）`,
    validity: `有効期限：送信から${lifetimeMinutes}分間`,
    warnings: [
      "このコードは、ログインを始めた画面でのみ使えます。ほかの人に教えたり、別の画面に入力したりしないでください。",
      "お心当たりがない場合は、第三者がパスワードを知っている可能性があります。コードは入力せず、パスワードを変更してください。",
      "このメールは送信専用です。ご返信いただいてもお答えできません。",
    ],
  }),
  en: ({ shortName, reference, lifetimeMinutes }) => ({
    subject: `${shortName}: your verification code (ref ${reference})`,
    lead: `To go on logging in to ${shortName}, enter this code on the page where you are logging in.`,
    label: "Verification code",
    reference: `Ref ${reference} (make sure that the page shows the same)`,
    validity: `Valid for ${lifetimeMinutes} minutes after it was sent`,
    warnings: [
      "The code works only on the page where the login began. Never tell it to anyone or enter it anywhere else.",
      "If you did not ask for it, somebody may know your password. Do not enter the code; change your password.",
      "This address cannot receive replies.",
    ],
  }),
} as const satisfies { readonly [L in Locale]: (words: EmailCodeWords) => Parts };

/**
 * The mail that carries a code: no link, no picture, nothing that is fetched when it is opened. The code stands in the
 * body alone: a subject shows on locked screens.
 */
export function codeEmail(locale: Locale, words: EmailCodeWords): Email {
  const { subject, lead, label, reference, validity, warnings } = emailCodeTexts[locale](words);
  const text = [lead, "", `${label}: ${words.code}`, reference, validity, "", ...warnings, ""].join("\n");
  const paragraph = (content: string) => `<p style="margin:0 0 12px">${escapeHtml(content)}</p>`;
  const html = [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.7;color:#1a1a1a;background:#fff">',
    paragraph(lead),
    `<p style="margin:0 0 4px">${escapeHtml(label)}</p>`,
    `<p style="margin:0 0 16px;font-size:32px;font-weight:bold;letter-spacing:4px">${escapeHtml(words.code)}</p>`,
    paragraph(reference),
    paragraph(validity),
    ...warnings.map(paragraph),
    "</body></html>",
  ].join("\n");
  return { subject, text, html };
}

/** Text as HTML shows it, whoever wrote it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
