import parsePhoneNumber, { isSupportedCountry } from "libphonenumber-js/max";

export interface Phone {
  readonly e164: string;
  /** ISO 3166. */
  readonly country: string;
  /** A fixed line takes calls alone; left out where numbers do not tell. */
  readonly line?: "mobile" | "fixed" | undefined;
}

/** Numbers that a message can be sent to at an ordinary price: premium, toll-free and shared-cost ranges never. */
const reachable = new Set(["MOBILE", "FIXED_LINE_OR_MOBILE", "FIXED_LINE", "VOIP", "PERSONAL_NUMBER"]);

const lines: Readonly<Record<string, Phone["line"]>> = { MOBILE: "mobile", FIXED_LINE: "fixed" };

/**
 * All of Japan's mobile prefixes: the library's table knows new ranges (060 opened in 2026) only after a while.
 * 0800 is toll-free.
 */
const japaneseMobile = /^(?:[679]0|80(?!0))\d{8}$/;

/**
 * A number as typed, in national form of the first country or in E.164.
 *
 * @returns what is wrong with it, in words for the one who typed it.
 */
export function parsePhone(typed: string, countries: readonly string[]): Phone | string {
  const defaultCountry = countries.find((country) => isSupportedCountry(country));
  const parsed = parsePhoneNumber(typed.normalize("NFKC"), defaultCountry === undefined ? {} : { defaultCountry });
  if (parsed === undefined) return "must be a telephone number";
  const { country, number, nationalNumber } = parsed;
  if (country === undefined || !countries.includes(country)) return `must be a number of ${countries.join(", ")}`;
  if (country === "JP" && japaneseMobile.test(nationalNumber)) return { e164: number, country, line: "mobile" };
  if (!parsed.isValid()) return "must be a telephone number";
  const type = parsed.getType();
  if (type !== undefined && !reachable.has(type)) return "must be a mobile or fixed-line number";
  return { e164: number, country, ...(lines[type ?? ""] && { line: lines[type ?? ""] }) };
}
