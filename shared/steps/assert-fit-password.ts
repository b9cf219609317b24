import type { PasswordFault } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import { canonicalPassword } from "../domain/identifier.ts";
import { faultOf, listedForm } from "../domain/password-fitness.ts";
import { Problem } from "../domain/problem.ts";

const details = {
  too_short: "is too short",
  own_name: "is the account's or the service's name",
  common: "is among the passwords that are guessed first",
  unchanged: "is the password as it is",
} as const satisfies { readonly [F in PasswordFault]: string };

interface Account {
  /** Canonical. */
  readonly identifier: string;
  /** The password that it is to take the place of, or what is kept of it. */
  readonly current?: string;
  readonly standing?: string | undefined;
}

/**
 * Ensures that a new password is none that is easily guessed, nor the one before (NIST SP 800-63B-4 3.1.1.2).
 *
 * @throws Problem `password_unfit` saying why.
 */
export async function assertFitPassword(
  password: string,
  { identifier, current = "", standing }: Account,
  { config, passwords }: Pick<Dependencies, "config" | "passwords">,
): Promise<void> {
  const canonical = canonicalPassword(password);
  const isUnchanged = async () =>
    canonicalPassword(current) === canonical || (standing !== undefined && passwords.verify(canonical, standing));
  const { minLength } = config.settings.password;
  const { shortName } = config.settings.service;
  const fault =
    faultOf(password, { identifier, shortName, minLength }) ??
    ((await isCommon(password)) ? "common" : undefined) ??
    ((await isUnchanged()) ? "unchanged" : undefined);
  if (fault === undefined) return;
  throw new Problem("password_unfit", {
    fault,
    ...(fault === "too_short" ? { minLength } : {}),
    errors: [{ pointer: "/password", detail: details[fault] }],
  });
}

async function isCommon(password: string): Promise<boolean> {
  const { commonPasswords } = await import("./common-passwords.ts");
  return commonPasswords.has(listedForm(password));
}
