import { createContext } from "preact";
import { useContext, useLayoutEffect, useState } from "preact/hooks";
import type { Locale } from "../../shared/contract/schemas.ts";
import { catalogue, type Messages } from "../messages/index.ts";

const key = "nidan.locale";
const isLocale = (value: unknown): value is Locale => typeof value === "string" && Object.hasOwn(catalogue, value);

/** What was chosen here before, else the first language of the browser that we speak, else Japanese. */
function firstLocale(): Locale {
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

interface Language {
  readonly locale: Locale;
  readonly words: Messages;
  readonly switchTo: (locale: Locale) => void;
}

export const LanguageContext = createContext<Language | undefined>(undefined);

/** Changes the words only: the page, its state and what was typed stay. */
export function useLanguageState(): Language {
  const [locale, setLocale] = useState(firstLocale);
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const switchTo = (next: Locale) => {
    setLocale(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // Not remembered; it holds while the page is open.
    }
  };
  return { locale, words: catalogue[locale], switchTo };
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === undefined) throw new Error("outside the language's provider");
  return language;
}
