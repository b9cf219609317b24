import type { AllMessages } from "../messages/index.ts";
import type { Fact } from "../parts/facts.tsx";
import type { Authenticator, Settings } from "./own.ts";

type Method = Settings["methods"][number];

/** `SMS 090-****-1234`: the way and where it goes. */
export const methodName = ({ type, hint }: Pick<Method, "type" | "hint">, { byMethod }: AllMessages): string =>
  hint === "" ? byMethod[type].way : `${byMethod[type].way} ${hint}`;

/** The name that the person gave it, else the masked number or address, else what it is. */
export const authenticatorName = ({ name, hint, type }: Authenticator, { settings }: AllMessages): string =>
  name ?? (hint === "" ? settings.methods.type[type] : hint);

/** What the name leaves out: what it is, where it goes and since when, and what is the matter with it. */
export function authenticatorDetails(one: Authenticator, words: AllMessages, locale: string): string {
  const { methods } = words.settings;
  const type = methods.type[one.type];
  const parts = [
    ...(authenticatorName(one, words) === type ? [] : [type]),
    ...(one.name !== undefined && one.hint !== "" ? [one.hint] : []),
    ...(one.status === "active" ? [methods.addedOn(dayOf(one.createdAt, locale))] : [methods.status[one.status]]),
  ];
  return parts.join(" · ");
}

/** The same at length. */
export function authenticatorFacts(one: Authenticator, words: AllMessages, locale: string): Fact[] {
  const { methods } = words.settings;
  const type = methods.type[one.type];
  return [
    one.hint === "" ? { name: methods.sort, value: type } : { name: type, value: one.hint },
    ...(one.name === undefined ? [] : [{ name: methods.name, value: one.name }]),
    ...(one.status === "pending" ? [] : [{ name: methods.added, value: dayOf(one.createdAt, locale) }]),
    { name: methods.state, value: methods.status[one.status] },
  ];
}

/** What a login offers first. */
export const firstMethod = ({ methods, defaultMethodId }: Settings): Method | undefined =>
  methods.find(({ methodId }) => methodId === defaultMethodId) ?? methods.find(({ type }) => type !== "backup_code");

const dayOf = (instant: string, locale: string): string =>
  new Date(instant).toLocaleDateString(locale, { dateStyle: "medium" });
