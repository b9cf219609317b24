import { AdminAccount, DelegatedLogin, RedeemedResult } from "../../../shared/contract/schemas.ts";
import { type AdminApi, adminApi, adminOptions, adminUsage } from "../admin-api.ts";
import { type Command, type Terminal, UsageError } from "../command.ts";
import { oneOf, readWords } from "../options.ts";

const usage = `nidan login <what> [IDENTIFIER] --client ID [options]: begins a login as a backend does, and takes its result

  start                    begins one whose first factor counts as checked; prints the browser's URL
  redeem                   takes the result, once; the code, or the return URL that the browser
                           came to with it, is the first line of stdin

  --client ID              the client, of start and redeem
  IDENTIFIER               what the account's owner types; or --sub SUB
  --return-url URL         one of the client's returnUrls, to the letter
  --amr NAME               how the first factor was checked (RFC 8176); again for more (pwd)
  --auth-time TIME         when, RFC 3339: within 5 minutes (now)
  --automatic              nobody typed anything
  --state TEXT, --nonce TEXT, --locale NAME   as the API takes them
${adminUsage}`;

const text = { type: "string" } as const;
const options = {
  ...adminOptions,
  client: text,
  sub: text,
  "return-url": text,
  amr: { type: "string", multiple: true },
  "auth-time": text,
  automatic: { type: "boolean", default: false },
  state: text,
  nonce: text,
  locale: text,
} as const;
type Values = ReturnType<typeof readWords<typeof options>>["values"];

export const login: Command = {
  usage,
  async run(args, terminal) {
    const { values, words } = readWords(args, options, 2);
    const what = oneOf("login", words[0], ["start", "redeem"]);
    const { client } = values;
    if (client === undefined) throw new UsageError("--client: must name the client");
    if (what === "start") return start(client, words[1], values, terminal);
    if (words[1] !== undefined) throw new UsageError("redeem: the code is the first line of stdin, not an argument");
    return redeem(client, values, terminal);
  },
};

async function start(clientId: string, identifier: string | undefined, values: Values, { out }: Terminal) {
  const { "return-url": returnUrl, "auth-time": authTime, amr = ["pwd"], automatic, state, nonce, locale } = values;
  if (returnUrl === undefined) throw new UsageError("--return-url: must be one of the client's returnUrls");
  if ((identifier === undefined) === (values.sub === undefined)) {
    throw new UsageError("start: needs either IDENTIFIER or --sub");
  }
  const api = adminApi(values);
  const sub = values.sub ?? (await subOf(identifier, api));
  const at = authTime ?? new Date().toISOString();
  const body = { sub, clientId, returnUrl, amr, authTime: at, automatic, state, nonce, locale };
  const begun = DelegatedLogin.parse(await api("startDelegatedLogin", { body }));
  out(values.json ? `${JSON.stringify(begun, null, 2)}\n` : `${begun.url}\nWorks once, until ${begun.expiresAt}.\n`);
  return true;
}

const subOf = async (identifier: string | undefined, api: AdminApi): Promise<string> =>
  AdminAccount.parse(await api("findAccount", { body: { identifier } })).sub;

async function redeem(clientId: string, values: Values, { input, out }: Terminal) {
  const code = codeIn(await firstLine(input));
  const result = RedeemedResult.parse(await adminApi(values)("redeemResult", { body: { clientId, code } }));
  out(values.json ? `${JSON.stringify(result, null, 2)}\n` : `${result.token}\nValid until ${result.expiresAt}.\n`);
  return true;
}

/** The code itself, or out of the URL that the browser came to. */
function codeIn(line: string): string {
  const code = URL.canParse(line) ? new URL(line).searchParams.get("code") : line;
  if (code) return code;
  throw new UsageError("redeem: needs the code, or the return URL with it, as the first line of stdin");
}

async function firstLine(input: Terminal["input"]): Promise<string> {
  for await (const line of input?.() ?? []) return line.trim();
  return "";
}
