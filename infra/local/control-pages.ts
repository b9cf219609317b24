import { join } from "node:path";
import type { Outgoing } from "./http.ts";
import type { Mailbox } from "./receiver/messages.ts";
import { fileAnswer } from "./static.ts";

const folder = join(import.meta.dirname, "pages");

const headers = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
} as const;

/** A mail's own markup may style itself and nothing else. */
const mailHeaders = {
  "cache-control": "no-store",
  "content-security-policy":
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  "content-type": "text/html; charset=utf-8",
} as const;

/** The inbox, the phone, their files, and the markup of a mail (`/local/messages/{id}/html`). */
export async function controlPage(path: string, mailbox: Mailbox): Promise<Outgoing | undefined> {
  const [, , name = "", id, part] = path.split("/");
  if (name === "messages" && part === "html") {
    const html = mailbox.list().find((message) => message.id === id)?.html;
    return html === undefined ? undefined : { status: 200, headers: mailHeaders, body: html };
  }
  if (id !== undefined || name === "") return undefined;
  return fileAnswer(folder, name.includes(".") ? name : `${name}.html`, headers);
}
