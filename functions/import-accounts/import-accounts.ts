import { createHmac } from "node:crypto";
import type { Dependencies } from "../../shared/dependencies.ts";
import { activityOf } from "../../shared/domain/activity.ts";
import { parseForeignHash } from "../../shared/domain/foreign-hash.ts";
import { canonicalIdentifier, canonicalPassword } from "../../shared/domain/identifier.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { troubleWithGiven } from "../../shared/steps/kept-passwords.ts";
import { newAccount, troubleWith } from "../../shared/steps/new-account.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "passwords" | "random" | "roots">;
type Request = RequestOf<"importAccounts">;
type Line = Request["body"]["accounts"][number];

/** Accounts that are being made at the same time: a processor's hashes, and some waiting for the table. */
const atOnce = 8;

/**
 * Makes accounts of another system, side by side, each in a transaction of its own: one that is refused takes no other
 * with it. The subject is derived from the import, the line and the identifier, so that the table itself finds what the
 * same import has made of the same line before.
 */
export async function importAccounts({ body, principal }: Request, needs: Needs) {
  const root = await needs.roots.vault.current();
  const key = root.derive("import-subject");
  const subOf = ({ identifier, line }: Line) =>
    createHmac("sha256", key)
      .update(`${body.importId}#${line ?? ""}#${canonicalIdentifier(identifier)}`)
      .digest()
      .subarray(0, 16)
      .toString("base64url");
  return { results: await inTurns(body.accounts, (line) => make(line, subOf(line), principal.arn, needs)) };
}

/** Some at a time: all at once would wait for each other longer than a write is given. */
async function inTurns<T, R>(given: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = given.entries();
  const worker = async () => {
    for (const [place, one] of rest) results[place] = await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

async function make(line: Line, sub: string, principal: string, needs: Needs) {
  const { clock, config, directory } = needs;
  const password = passwordOf(line, needs);
  const errors = [
    ...troubleWith(line, needs),
    ...troubleWithGiven(line, needs),
    ...("trouble" in password ? [password.trouble] : []),
  ];
  if (errors.length > 0 || "trouble" in password) return { outcome: "refused" as const, errors };
  const now = clock.now();
  const { account, credential } = newAccount(line, sub, now, needs);
  const made = activityOf("account_made", { sub, id: "0", at: now }, { by: "operator", principal }, config.settings);
  const outcome = await directory.create(account, { ...credential, ...(await password.kept()) }, made);
  if (outcome === "created") return { outcome, sub };
  if (outcome === "created_before") return { outcome: "repeated" as const, sub };
  const taken = [{ pointer: "/identifier", detail: "belongs to another account" }];
  return { outcome: "refused" as const, errors: taken };
}

interface Kept {
  readonly kept: () => Promise<{ readonly passwordHash?: string }>;
}
interface Trouble {
  readonly trouble: { readonly pointer: string; readonly detail: string };
}

/** What is kept of the password, made only once all else is well: it is slow on purpose. */
function passwordOf({ password, passwordHash }: Line, { passwords }: Needs): Kept | Trouble {
  if (password !== undefined) {
    return { kept: async () => ({ passwordHash: await passwords.hash(canonicalPassword(password)) }) };
  }
  if (passwordHash === undefined) return { kept: async () => ({}) };
  const hash = parseForeignHash(passwordHash);
  if (typeof hash === "string") return { trouble: { pointer: "/passwordHash", detail: hash } };
  return { kept: async () => ({ passwordHash: await passwords.keep(hash) }) };
}
