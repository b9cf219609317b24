import type { PasswordFault } from "../contract/schemas.ts";
import { canonicalIdentifier, canonicalPassword } from "./identifier.ts";

/** What a new password is measured by. */
export interface PasswordMeasure {
  /** Canonical, of the account. */
  readonly identifier: string;
  readonly shortName: string;
  /** In characters as people count them. */
  readonly minLength: number;
}

/**
 * What is wrong with a password, by all that needs no list (NIST SP 800-63B-4 3.1.1.2): its length, and names of the
 * account and the service, with digits or signs around them or none.
 */
export function faultOf(
  password: string,
  { identifier, shortName, minLength }: PasswordMeasure,
): PasswordFault | undefined {
  if ([...canonicalPassword(password)].length < minLength) return "too_short";
  const typed = bare(password);
  const [localPart = ""] = identifier.split("@");
  const names = [identifier, localPart, shortName].map(bare).filter((name) => name !== "");
  return names.includes(typed) || names.some((name) => isRepeated(typed, name)) ? "own_name" : undefined;
}

/** The form in which a list of common passwords has it. */
export const listedForm = (password: string): string => canonicalPassword(password).toLowerCase();

/** Without what people put around a word so that it counts as another. */
const bare = (text: string): string => canonicalIdentifier(text).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

const isRepeated = (typed: string, name: string): boolean =>
  typed.length > name.length && typed.replaceAll(name, "") === "";
