import { ApiProblem } from "../../shared/contract/client.ts";
import type { Locale } from "../../shared/contract/schemas.ts";
import type { AllMessages } from "../messages/index.ts";
import type { Fact } from "../parts/facts.tsx";
import { service } from "../service.ts";
import { api } from "./api.ts";
import type { Settings } from "./own.ts";
import { firstMethod, methodName } from "./settings-words.ts";

/** Days that a browser can be trusted for: those of the contract, which the browser does not load. */
const contractDays = [0, 1, 7, 30, 90] as const satisfies readonly Settings["trustDays"][];
/** Those of them that the service allows. */
export const trustDays = contractDays.filter((days) => days <= service.mostTrustDays);

/** Each language, in itself. */
export const localeNames = { ja: "日本語", en: "English" } as const satisfies { readonly [L in Locale]: string };
const locales = Object.keys(localeNames).filter((name): name is Locale => name in localeNames);

/** What the form can change. */
export type Wanted = Pick<Settings, "trustDays" | "signInNotices" | "locale" | "defaultMethodId">;
/** What differs from what stands. */
export type Change = Partial<Wanted>;

/** What was chosen in the form; where nothing was, it stays as it stands. */
export function wantedOf(entered: (field: string) => string, stands: Settings): Wanted {
  const method = stands.methods.find(({ methodId }) => methodId === entered("default"));
  return {
    trustDays: trustDays.find((days) => String(days) === entered("trust")) ?? stands.trustDays,
    signInNotices: entered("notices") === "yes",
    locale: locales.find((locale) => locale === entered("locale")) ?? stands.locale,
    defaultMethodId: (method ?? firstMethod(stands))?.methodId,
  };
}

/** What stands, as the form shows it. */
export const standing = (settings: Settings): Wanted => ({
  ...settings,
  defaultMethodId: firstMethod(settings)?.methodId,
});

/** @returns nothing where nothing was changed. */
export function changeOf(settings: Settings, wanted: Wanted): Change | undefined {
  const stands = standing(settings);
  const change: Change = {
    ...(wanted.trustDays === stands.trustDays ? {} : { trustDays: wanted.trustDays }),
    ...(wanted.signInNotices === stands.signInNotices ? {} : { signInNotices: wanted.signInNotices }),
    ...(wanted.locale === stands.locale ? {} : { locale: wanted.locale }),
    ...(wanted.defaultMethodId === stands.defaultMethodId ? {} : { defaultMethodId: wanted.defaultMethodId }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

/** What will be, and what was before. */
export function changeFacts(settings: Settings, change: Change, words: AllMessages): Fact[] {
  const { facts, days, send, change: own } = words.settings;
  const wordsFor = ({ trustDays, signInNotices, locale, defaultMethodId }: Change) => {
    const method = settings.methods.find(({ methodId }) => methodId === defaultMethodId);
    return {
      [facts.default]: method && methodName(method, words),
      [facts.trust]: trustDays === undefined ? undefined : days(trustDays),
      [facts.notices]: signInNotices === undefined ? undefined : signInNotices ? send.yes : send.no,
      [facts.locale]: locale && localeNames[locale],
    };
  };
  const before = wordsFor(standing(settings));
  return Object.entries(wordsFor(change)).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value, note: own.before(before[name] ?? words.settings.none) }],
  );
}

/** Saves it if what was read still stands. */
export async function save(body: Parameters<typeof api.updateSettings>[0]["body"], ifMatch: number) {
  try {
    return await api.updateSettings({ body, ifMatch });
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === "changed_meanwhile") return "elsewhere";
    throw error;
  }
}
