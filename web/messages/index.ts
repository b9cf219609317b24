import type { Locale } from "../../shared/contract/schemas.ts";
import type { Messages } from "./ja.ts";
import type { MoreMessages } from "./ja-more.ts";

export type { Messages, MoreMessages };
export type AllMessages = Messages & MoreMessages;

/** Each language in its own words, whichever is spoken. */
export const languageNames = { ja: "日本語", en: "English" } as const satisfies { readonly [L in Locale]: string };

const languages = {
  ja: async () => (await import("./ja.ts")).ja,
  en: async () => (await import("./en.ts")).en,
} as const satisfies { readonly [L in Locale]: () => Promise<Messages> };

const moreOf = {
  ja: async () => (await import("./ja-more.ts")).more,
  en: async () => (await import("./en-more.ts")).more,
} as const satisfies { readonly [L in Locale]: () => Promise<MoreMessages> };

/** A language is a file of its own. @throws where it cannot be loaded */
export const loadWords = (locale: Locale): Promise<Messages> => languages[locale]();

/** The words of the pages beside those of a login. @throws where they cannot be loaded */
export const loadMore = (locale: Locale): Promise<MoreMessages> => moreOf[locale]();
