import { createContext } from "preact";
import { useContext, useLayoutEffect, useState } from "preact/hooks";
import type { Locale } from "../../shared/contract/schemas.ts";
import {
  type AllMessages,
  languageNames,
  loadMore,
  loadWords,
  type Messages,
  type MoreMessages,
} from "../messages/index.ts";
import { reword } from "../messages/reword.ts";
import { service } from "../service.ts";
import { reloadIfReachable } from "./reload.ts";

const key = "nidan.locale";
const isLocale = (value: unknown): value is Locale => typeof value === "string" && Object.hasOwn(languageNames, value);

/** What was chosen here before, else the first language of the browser that we speak, else Japanese. */
export function firstLocale(): Locale {
  const wanted = [stored(), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find(isLocale) ?? "ja";
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** A language that is loaded. */
export interface Spoken {
  readonly locale: Locale;
  readonly words: Messages;
  /** Once a page has been wanted that is none of a login. */
  readonly more?: MoreMessages | undefined;
}

interface Language extends Spoken {
  readonly switchTo: (locale: Locale) => Promise<void>;
  /** Says whether that worked. */
  readonly addMore: () => Promise<boolean>;
  /** Another language was wanted, and could not be loaded. */
  readonly hasFailed: boolean;
}

export const LanguageContext = createContext<Language | undefined>(undefined);

/** Changes the words only: the page, its state and what was typed stay. */
export function useLanguageState(first: Spoken): Language {
  const [spoken, setSpoken] = useState(first);
  const [hasFailed, setFailed] = useState(false);
  useLayoutEffect(() => {
    document.documentElement.lang = spoken.locale;
  }, [spoken.locale]);
  const { locale, more } = spoken;
  const switchTo = async (next: Locale) => {
    setFailed(false);
    try {
      setSpoken(await speak(next, more !== undefined));
      remember(next);
    } catch {
      if (hasFailed) {
        remember(next);
        await reloadIfReachable(location.pathname + location.search);
      }
      setFailed(true);
    }
  };
  const addMore = async () => {
    if (more !== undefined) return true;
    try {
      setSpoken(await speak(locale, true));
      return true;
    } catch {
      return false;
    }
  };
  return { ...spoken, switchTo, addMore, hasFailed };
}

/** @throws where a file of it cannot be loaded */
export async function speak(locale: Locale, hasMore: boolean): Promise<Spoken> {
  const [words, more] = await Promise.all([loadWords(locale), hasMore ? loadMore(locale) : undefined]);
  return { locale, words: reword(words, service.codeWord), more: more && reword(more, service.codeWord) };
}

function remember(locale: Locale): void {
  try {
    localStorage.setItem(key, locale);
  } catch {
    // Not remembered; it holds while the page is open.
  }
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === undefined) throw new Error("outside the language's provider");
  return language;
}

/** Of pages that are shown once all the words are there. */
export function useFullLanguage(): Language & { readonly words: AllMessages } {
  const language = useLanguage();
  if (language.more === undefined) throw new Error("outside the pages that come with all the words");
  return { ...language, words: { ...language.words, ...language.more } };
}
