import type { Dependencies } from "../dependencies.ts";
import type { Credential } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import { canonicalPassword } from "../domain/identifier.ts";
import type { Tried } from "./prove-password.ts";

type Needs = Pick<Dependencies, "config" | "directory" | "log" | "passwordVerifier">;

/**
 * Asks whoever keeps passwords. An identifier that nobody has here is asked about as one that somebody has.
 *
 * @returns the credential of a right password, due to be changed where the verifier says so; nothing for a wrong one;
 *   `silent` where there was no answer.
 */
export async function verifyPassword(
  tried: Tried,
  credential: Credential | undefined,
  needs: Needs,
): Promise<Credential | "silent" | undefined> {
  const identifier = await identifierOf(tried, credential, needs);
  const password = canonicalPassword(tried.password);
  const verdict = await needs.passwordVerifier.verify({ identifier, password, credential });
  if (verdict === "silent") {
    needs.log.write("password_not_verified", { why: "silent" });
    return "silent";
  }
  if (verdict.result === "change_required") return credential && { ...credential, changeDueSince: tried.now };
  if (verdict.result !== "right") return undefined;
  // Right over there, and nobody here: the operator has to know, and nobody else.
  if (credential === undefined || (verdict.sub !== undefined && verdict.sub !== credential.sub)) {
    needs.log.write("password_not_verified", { why: credential === undefined ? "no_account" : "other_subject" });
    return undefined;
  }
  return chosenAt(credential, verdict.changedAt);
}

/** A password that was chosen after its owner had said "not me" stands again. */
function chosenAt(credential: Credential, changedAt: Instant | undefined): Credential {
  const { changeDueSince, ...rest } = credential;
  return changeDueSince !== undefined && changedAt !== undefined && changedAt > changeDueSince ? rest : credential;
}

/**
 * What is asked about: what was typed just now, or what the account is called. Our own directory needs neither. A read
 * for nobody is a read all the same.
 */
async function identifierOf(
  { identifier, identifierKey }: Tried,
  credential: Credential | undefined,
  { config, directory }: Needs,
): Promise<string> {
  if (identifier !== undefined || config.settings.password.verifier === undefined) return identifier ?? identifierKey;
  const subject = await directory.findSubject(credential?.sub ?? identifierKey);
  return subject?.identifier ?? identifierKey;
}
