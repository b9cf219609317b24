import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { Locale } from "../../shared/contract/schemas.ts";
import { StartError } from "./errors.ts";
import type { Signing } from "./gateway/sigv4.ts";

const DemoAccount = z.object({
  identifier: z.string(),
  password: z.string(),
  sub: z.string(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
});
/** An account to play with, its password in clear: it exists on this machine alone. */
export type DemoAccount = z.infer<typeof DemoAccount>;

type Newcomer = Omit<DemoAccount, "sub"> & { readonly locale: Locale };

/** No operator has numbers that go on with 0 after 090 or 070, so these ring nowhere. */
const cast: readonly Newcomer[] = [
  {
    identifier: "hanako",
    password: "correct-horse-1",
    phones: ["+819000001234", "+817000005678"],
    emails: [],
    locale: "ja",
  },
  {
    identifier: "taro@example.jp",
    password: "correct-horse-2",
    phones: ["+819000009876"],
    emails: ["taro@example.jp"],
    locale: "en",
  },
];

/** A signed call to the admin API. */
export type AdminCall = (path: string, body?: unknown, signing?: Signing) => Promise<Response>;

/**
 * Makes the demo accounts by the admin API, as an operator would.
 *
 * @param keepsPasswords where not, the operator's own directory is to find these right.
 * @param dataDir where they are remembered with the table; those that a run before has made are taken as they are.
 * @throws StartError when the table has an account of the same name that nobody remembers.
 */
export async function makeDemoAccounts(
  admin: AdminCall,
  keepsPasswords: boolean,
  dataDir?: string,
): Promise<DemoAccount[]> {
  const file = dataDir === undefined ? undefined : join(dataDir, "accounts.json");
  const known = file !== undefined && existsSync(file) ? readAccounts(file) : [];
  const accounts: DemoAccount[] = [];
  for (const newcomer of cast) {
    const kept = known.find(({ identifier }) => identifier === newcomer.identifier);
    accounts.push(kept ?? (await make(admin, newcomer, keepsPasswords)));
  }
  if (file !== undefined) writeFileSync(file, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  return accounts;
}

const readAccounts = (file: string): DemoAccount[] =>
  z.parse(z.array(DemoAccount), JSON.parse(readFileSync(file, "utf8")));

async function make(admin: AdminCall, account: Newcomer, keepsPasswords: boolean): Promise<DemoAccount> {
  const { password: own, ...rest } = account;
  const response = await admin("/v1/admin/accounts", keepsPasswords ? account : rest);
  const answer: unknown = await response.json();
  if (response.status === 409) {
    throw new StartError(
      `The table has an account "${account.identifier}" of another run: start with --demo off or an empty table`,
    );
  }
  if (response.status !== 201) {
    throw new StartError(`The demo account "${account.identifier}" was refused: ${JSON.stringify(answer)}`);
  }
  const { sub } = z.parse(z.object({ sub: z.string() }), answer);
  const { identifier, phones, emails } = account;
  return { identifier, password: own, sub, phones, emails };
}
