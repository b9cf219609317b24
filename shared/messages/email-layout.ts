import type { Locale } from "../contract/schemas.ts";
import type { Email } from "../domain/email.ts";
import { escapeXml } from "./escape.ts";

/** A paragraph, of one line or more; a `label` stands before it, and what is labelled is shown large. A URL can be pressed. */
export interface Paragraph {
  readonly text: string;
  readonly label?: string;
  readonly isUrl?: true;
}

/** A mail of paragraphs, in both forms: no picture, nothing that is fetched when it is opened. */
export function plainEmail(locale: Locale, subject: string, paragraphs: readonly Paragraph[]): Email {
  const text = paragraphs.map((one) => (one.label === undefined ? one.text : `${one.label}: ${one.text}`));
  const html = paragraphs.map(({ text, label, isUrl }) =>
    label === undefined
      ? `<p style="margin:0 0 12px">${isUrl ? anchor(escapeXml(text)) : escapeXml(text).replaceAll("\n", "<br>\n")}</p>`
      : `<p style="margin:0 0 4px">${escapeXml(label)}</p>\n` +
        `<p style="margin:0 0 16px;font-size:32px;font-weight:bold;letter-spacing:4px">${escapeXml(text)}</p>`,
  );
  return {
    subject,
    text: `${text.join("\n\n")}\n`,
    html: [
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeXml(subject)}</title></head>`,
      '<body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.7;color:#1a1a1a;background:#fff">',
      ...html,
      "</body></html>",
    ].join("\n"),
  };
}

/** Shows where it leads: the text is the address itself. */
const anchor = (url: string): string => `<a href="${url}" style="color:#0b5394;word-break:break-all">${url}</a>`;
