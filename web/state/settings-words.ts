import type { Messages } from "../messages/index.ts";
import type { Authenticator, Settings } from "./own.ts";

type Method = Settings["methods"][number];

/** `SMS（090-****-1234）`: the way and where it goes. */
export const methodName = ({ type, hint }: Pick<Method, "type" | "hint">, { byMethod }: Messages): string =>
  hint === "" ? byMethod[type].way : `${byMethod[type].way} ${hint}`;

/** The name that the person gave it, else the masked number or address, else what it is. */
export const authenticatorName = ({ name, hint, type }: Authenticator, { settings }: Messages): string =>
  name ?? (hint === "" ? settings.methods.type[type] : hint);

/** What a login offers first. */
export const firstMethod = ({ methods, defaultMethodId }: Settings): Method | undefined =>
  methods.find(({ methodId }) => methodId === defaultMethodId) ?? methods.find(({ type }) => type !== "backup_code");

/** Date and time, where the person is. */
export const momentOf = (instant: string, locale: string): string =>
  new Date(instant).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
