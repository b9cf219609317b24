import type { AllMessages } from "../messages/index.ts";
import { momentOf } from "./moment.ts";
import type { BackupCodes } from "./own.ts";

/** `1234 5678`, easier to read and to type. */
export const inHalves = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Backup codes as a text to keep: numbered boxes to tick, and what to take care of. */
export function sheetText(
  { codes, createdAt }: BackupCodes,
  service: string,
  locale: string,
  words: AllMessages,
): string {
  const { print, codes: own } = words.settings;
  const lines = codes.map(({ code, used }, place) => {
    const number = String(place + 1).padStart(2, " ");
    return `${number}. ${used ? "[x]" : "[ ]"} ${inHalves(code)}${used ? ` (${own.used})` : ""}`;
  });
  const text = [
    print.title(service),
    `${print.made}: ${momentOf(createdAt, locale)}`,
    "",
    print.warning,
    "",
    ...lines,
    "",
    print.use,
    print.void,
    "",
  ];
  // Windows' oldest editor still in use wants both.
  return text.join("\r\n");
}

/** An account that its owner knows again and nobody else does: `h***@example.jp`, `ha***`. */
export function maskedIdentifier(identifier: string): string {
  const at = identifier.lastIndexOf("@");
  return at > 0 ? `${identifier.slice(0, 1)}***${identifier.slice(at)}` : `${identifier.slice(0, 2)}***`;
}
