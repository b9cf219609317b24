import * as z from "zod/mini";
import { AccountExport, AdminAccount, AdminActivityPage, Reset } from "../../../shared/contract/schemas.ts";
import { type AdminApi, adminApi, adminOptions, adminUsage } from "../admin-api.ts";
import { type Command, type Terminal, UsageError } from "../command.ts";
import { oneOf, readWords } from "../options.ts";
import { accountText, activityText } from "./text.ts";

const usage = `nidan account <what> [IDENTIFIER] [options]: finds and changes an account

  show                     what there is of it: masked, and no secret
  activity                 its audit trail, newest first: what happened, who did it, and why
  create                   makes one; its password is the first line of stdin
  change                   --identifier NEW or --locale ja or en
  lock, unlock             nobody signs in; its owner can again
  revoke                   ends every session, login and trusted browser
  reset                    --method ID (again for more), --all-methods, --password
  recover                  its owner sets up a new method at the next sign-in; --method and
                           --all-methods as of reset
  confirm                  --reset ID: a reset or a recovery that somebody else asked for
  export                   everything that is kept of it, as JSON, for its owner, who is told: full numbers, no secret
  delete                   for good; needs --yes

  IDENTIFIER               what its owner types; or --sub SUB
  --reason TEXT            why: told to the owner; needed for every change but create
  --phone NUMBER, --email ADDRESS, --locale NAME   of create
  --yes                    it is meant, of what cannot be undone: delete, reset
${adminUsage}`;

const text = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const options = {
  ...adminOptions,
  sub: text,
  reason: text,
  identifier: text,
  locale: text,
  phone: many,
  email: many,
  method: many,
  "all-methods": { type: "boolean", default: false },
  password: { type: "boolean", default: false },
  reset: text,
  yes: { type: "boolean", default: false },
} as const;

const whats = [
  "show",
  "activity",
  "create",
  "change",
  "lock",
  "unlock",
  "revoke",
  "reset",
  "recover",
  "confirm",
  "export",
  "delete",
] as const;
type What = (typeof whats)[number];
const needsNoReason: ReadonlySet<What> = new Set(["show", "activity", "create"]);
type Values = ReturnType<typeof readWords<typeof options>>["values"];

export const account: Command = {
  usage,
  async run(args, terminal) {
    const { values, words } = readWords(args, options, 2);
    const what = oneOf("account", words[0], whats);
    assertMeant(what, values);
    const api = adminApi(values);
    if (what === "create") return tell(await create(words[1], values, api, terminal), values, terminal);
    if (what === "activity") return listed(await find(words[1], values, api), values, api, terminal);
    if (what === "export") return exported(await find(words[1], values, api), values, api, terminal);
    return tell(await act(what, await find(words[1], values, api), values, api), values, terminal);
  },
};

/** Refused before anything is called. */
function assertMeant(
  what: What,
  { reason, yes, identifier, locale, method, password, reset, ...values }: Values,
): void {
  if (!needsNoReason.has(what) && reason === undefined) throw new UsageError("--reason: must say why");
  if ((what === "delete" || what === "reset") && !yes) throw new UsageError(`${what} cannot be undone: say --yes`);
  if (what === "change" && identifier === undefined && locale === undefined) {
    throw new UsageError("change: needs --identifier or --locale");
  }
  if (what === "reset" && method === undefined && !values["all-methods"] && !password) {
    throw new UsageError("reset: needs --method, --all-methods or --password");
  }
  if (what === "confirm" && reset === undefined) throw new UsageError("--reset: must be the id of a reset that waits");
}

type Account = z.infer<typeof AdminAccount>;

async function find(identifier: string | undefined, { sub }: Values, api: AdminApi): Promise<Account> {
  if ((identifier === undefined) === (sub === undefined)) throw new UsageError("needs either IDENTIFIER or --sub");
  const found =
    sub === undefined
      ? await api("findAccount", { body: { identifier } })
      : await api("getAccount", { params: { sub } });
  return AdminAccount.parse(found);
}

/** What the account is then, or what waits; nothing where it is gone. */
type Outcome = { readonly account?: Account; readonly resetId?: string | undefined };

async function act(
  what: Exclude<What, "activity" | "create" | "export">,
  found: Account,
  values: Values,
  api: AdminApi,
): Promise<Outcome> {
  const { sub } = found;
  const { reason, identifier, locale, password, reset: resetId = "" } = values;
  const call = (name: Parameters<AdminApi>[0], body: object = {}) =>
    api(name, { params: { sub, resetId }, body: { reason, ...body } });
  const own = found.authenticators.map(({ authenticatorId }) => authenticatorId);
  const all = found.backupCodesLeft > 0 ? [...own, "backup-codes"] : own;
  const named = values["all-methods"] ? all : (values.method ?? []);
  switch (what) {
    case "show":
      return { account: found };
    case "change":
      return { account: AdminAccount.parse(await call("updateAccount", { identifier, locale })) };
    case "lock":
      return { account: AdminAccount.parse(await call("lockAccount")) };
    case "unlock":
      return { account: AdminAccount.parse(await call("unlockAccount")) };
    case "revoke":
      return { account: AdminAccount.parse(await call("revokeAccess")) };
    case "reset":
      return Reset.parse(await call("resetAccount", { password, authenticatorIds: named }));
    case "recover":
      return Reset.parse(await call("resetAccount", { recovery: true, authenticatorIds: named }));
    case "confirm":
      return Reset.parse(await call("confirmReset"));
    case "delete":
      await call("deleteAccount");
      return {};
  }
}

/** A page after the other: a long trail is printed as it comes. */
async function listed({ sub }: Account, { json }: Values, api: AdminApi, { out }: Terminal): Promise<true> {
  let before: string | undefined;
  do {
    const call = { params: { sub }, ...(before === undefined ? {} : { query: { before } }) };
    const page = AdminActivityPage.parse(await api("listAccountActivity", call));
    for (const one of page.activities) out(json ? `${JSON.stringify(one)}\n` : activityText(one));
    before = page.next;
  } while (before !== undefined);
  return true;
}

/** All of it: a long history comes in several answers. */
async function exported({ sub }: Account, { reason }: Values, api: AdminApi, { out }: Terminal): Promise<true> {
  const read = async (before?: string) =>
    AccountExport.parse(await api("exportAccount", { params: { sub }, body: { reason, before } }));
  let { next, ...whole } = await read();
  while (next !== undefined) {
    const further = await read(next);
    whole = { ...whole, activities: [...whole.activities, ...further.activities] };
    next = further.next;
  }
  out(`${JSON.stringify(whole, null, 2)}\n`);
  return true;
}

async function create(
  identifier: string | undefined,
  values: Values,
  api: AdminApi,
  { input }: Terminal,
): Promise<Outcome> {
  if (identifier === undefined) throw new UsageError("create: needs IDENTIFIER");
  // Never an argument: every process of the machine could read it.
  let password: string | undefined;
  for await (const line of input?.() ?? []) {
    password = line;
    break;
  }
  const { phone: phones = [], email: emails = [], locale } = values;
  const made = await api("createAccount", { body: { identifier, password, phones, emails, locale } });
  const { sub } = z.parse(z.object({ sub: z.string() }), made);
  return { account: AdminAccount.parse(await api("getAccount", { params: { sub } })) };
}

function tell({ account: shown, resetId }: Outcome, { json }: Values, { out }: Terminal): true {
  if (json) out(`${JSON.stringify({ account: shown ?? null, ...(resetId && { resetId }) }, null, 2)}\n`);
  else if (shown === undefined) out("Deleted.\n");
  else
    out(
      `${accountText(shown)}${resetId ? `\nWaits for somebody else: nidan account confirm --reset ${resetId}\n` : ""}`,
    );
  return true;
}
