import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as z from "zod/mini";
import type { Locale } from "../../shared/contract/schemas.ts";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import type { Clock } from "./clock.ts";
import { enrol, pairPhone } from "./enrolment.ts";
import { StartError } from "./errors.ts";
import type { Signing } from "./gateway/sigv4.ts";
import type { Mailbox } from "./receiver/messages.ts";

const DemoAccount = z.object({
  identifier: z.string(),
  password: z.string(),
  sub: z.string(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  /** An authenticator app that is set up: its key, base32, and what the QR code had. */
  totp: z.optional(z.object({ key: z.string(), uri: z.string() })),
  backupCodes: z.optional(z.array(z.string())),
  /** The phone that is an app which is asked, and the session that it was paired with. */
  app: z.optional(z.object({ phone: z.string(), sessionToken: z.string() })),
});
/** An account to play with, its password in clear: it exists on this machine alone. */
export type DemoAccount = z.infer<typeof DemoAccount>;

interface Newcomer extends Pick<DemoAccount, "identifier" | "password" | "phones" | "emails"> {
  readonly locale: Locale;
  /** What is set up for it before anybody signs in. */
  readonly enrols?: "totp" | "app";
}

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
  { identifier: "jiro", password: "correct-horse-3", phones: [], emails: [], locale: "ja", enrols: "totp" },
  {
    identifier: "sakura",
    password: "correct-horse-4",
    phones: ["+819000001357"],
    emails: ["sakura@example.jp"],
    locale: "ja",
    enrols: "app",
  },
];

/** A signed call to the admin API. */
export type AdminCall = (path: string, body?: unknown, signing?: Signing) => Promise<Response>;

/** What the demo accounts are made with. */
interface Studio {
  readonly admin: AdminCall;
  readonly origin: string;
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  /** Whether passwords are our own: else the operator's verifier knows them. */
  readonly keepsPasswords: boolean;
  /** Whether to set methods up for those that come with some: the real handlers are needed for that. */
  readonly enrols: boolean;
}

/** So long ago everything was set up: no code is used, and no limit of the last minutes is touched. */
const earlierSeconds = minutes(20) / seconds(1);

/**
 * Makes the demo accounts by the admin API, as an operator would.
 *
 * @param keepsPasswords where not, the operator's own directory is to find these right.
 * @param dataDir where they are remembered with the table; those that a run before has made are taken as they are.
 * @throws StartError when the table has an account of the same name that nobody remembers.
 */
export async function makeDemoAccounts(studio: Studio, dataDir?: string): Promise<DemoAccount[]> {
  const file = dataDir === undefined ? undefined : join(dataDir, "accounts.json");
  const known = file !== undefined && existsSync(file) ? readAccounts(file) : [];
  const accounts: DemoAccount[] = [];
  for (const newcomer of cast) {
    const kept = known.find(({ identifier }) => identifier === newcomer.identifier);
    accounts.push(kept ?? (await make(studio, newcomer)));
  }
  if (accounts.some(({ totp, app }) => totp ?? app)) await settle(studio.mailbox);
  if (file !== undefined) writeFileSync(file, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  return accounts;
}

const readAccounts = (file: string): DemoAccount[] =>
  z.parse(z.array(DemoAccount), JSON.parse(readFileSync(file, "utf8")));

async function make(studio: Studio, newcomer: Newcomer): Promise<DemoAccount> {
  const { clock, enrols } = studio;
  if (newcomer.enrols === undefined || !enrols) return create(studio, newcomer);
  clock.advance(-earlierSeconds);
  try {
    return await enrolled(studio, newcomer);
  } finally {
    clock.reset();
  }
}

/** What was sent so far nobody has asked for: it goes, once the notices of it have come too. */
async function settle(mailbox: Mailbox): Promise<void> {
  for (let before = -1; before !== mailbox.list({}).length; ) {
    before = mailbox.list({}).length;
    await setTimeout(400);
  }
  mailbox.clear();
}

async function enrolled(studio: Studio, newcomer: Newcomer): Promise<DemoAccount> {
  const { origin, mailbox } = studio;
  const { phones, emails } = newcomer;
  const account = await create(studio, { ...newcomer, phones: [], emails: [] });
  if (newcomer.enrols === "totp") {
    const { key, uri, backupCodes } = await enrol(origin, account);
    return { ...account, totp: { key, uri }, backupCodes: [...backupCodes] };
  }
  const [[phone = ""], [email = ""]] = [phones, emails];
  const newest = (to: string) =>
    mailbox
      .list({ to })
      .map(({ text }) => text)
      .findLast((text) => /\b\d{6}\b/.test(text)) ?? "";
  const sessionToken = await pairPhone(origin, { ...account, phone, email, newest });
  return { ...account, phones, emails, app: { phone, sessionToken } };
}

async function create({ admin, keepsPasswords }: Studio, newcomer: Newcomer): Promise<DemoAccount> {
  const { enrols: _, ...account } = newcomer;
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
