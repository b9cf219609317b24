import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod/mini";
import { buildFunctions } from "../../infra/build.ts";
import { environmentOf } from "../../infra/local/environment.ts";
import { folderOf, type OperationName, operationNames } from "../../shared/contract/routes.ts";
import { parseSettings } from "../../shared/parse-settings.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { heldOf } from "../attack/visitor.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import { eventOf } from "../support/events.ts";
import { password } from "../support/service.ts";
import { quantile } from "./load.ts";

/** A function as it is deployed. Times are medians, in milliseconds. */
export interface BundleCost {
  readonly folder: string;
  readonly kilobytes: number;
  readonly importMs: number;
  /** The first call, with all that it fetches from AWS; none for functions that serve no operation. */
  readonly callMs: number | undefined;
}

const run = promisify(execFile);
const script = fileURLToPath(new URL("cold-start-process.ts", import.meta.url));
const Times = z.object({ importMs: z.number(), callMs: z.nullable(z.number()), status: z.optional(z.int()) });
const repeats = 3;

type Parts = Parameters<typeof eventOf>[1];

interface Subject {
  readonly identifier: string;
  readonly phone: string;
  readonly sub: string;
}

/** The nth person: some operations leave nothing that another could begin with. */
async function makeSubject(stack: SpawnedStack, nth: number): Promise<Subject> {
  const [identifier, phone] = [`bundles-${nth}`, `+8190999${String(nth).padStart(5, "0")}`];
  const made = await stack.admin("/v1/admin/accounts", { identifier, password, phones: [phone] });
  return { identifier, phone, ...z.parse(z.object({ sub: z.string() }), await made.json()) };
}

/** A call for each operation that succeeds, each time on a login of its own. */
function eventsFor(stack: SpawnedStack, { identifier, phone, sub }: Subject) {
  const client = stack.from("198.19.0.7");
  const begin = async () => {
    const login = await client.startLogin({ body: { identifier, password } });
    return { held: heldOf(login), methodId: login.methods[0]?.methodId ?? "" };
  };
  /** Somebody signed in; what the account lacks is refused, which takes as long. */
  const own = async (body?: object, pathParameters: Record<string, string> = {}): Promise<Parts> => {
    const { held, code } = await ask();
    const done = heldOf(await client.verifyLogin({ ...held, body: { code } }));
    const { sessionToken = "" } = await client.issueToken({ ...done, body: { session: "bearer" } });
    return {
      pathParameters,
      headers: { authorization: `Bearer ${sessionToken}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    };
  };
  const ask = async () => {
    // The day before is over, and with it the windows of its sends.
    await stack.local("/local/clock", { reset: true });
    const { held, methodId } = await begin();
    await client.createChallenge({ ...held, body: { methodId } });
    const text = (await stack.messages()).findLast(({ to }) => to === phone)?.text ?? "";
    return { held, code: /\d{6}/.exec(text)?.[0] ?? "" };
  };
  const partsOf = ({ params, loginToken }: ReturnType<typeof heldOf>, body?: object): Parts => ({
    pathParameters: params,
    headers: { authorization: `Bearer ${loginToken}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json = (body: object): Parts => ({
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const reason = "measured by the bench";
  const operated = async (body?: object): Promise<Parts> => ({ pathParameters: { sub }, ...(body && json(body)) });
  return {
    startLogin: async () => json({ identifier, password }),
    getLogin: async () => partsOf((await begin()).held),
    cancelLogin: async () => partsOf((await begin()).held),
    createChallenge: async () => {
      const { held, methodId } = await begin();
      return partsOf(held, { methodId });
    },
    verifyLogin: async () => {
      const { held, code } = await ask();
      return partsOf(held, { code });
    },
    issueToken: async () => {
      const { held, code } = await ask();
      return partsOf(heldOf(await client.verifyLogin({ ...held, body: { code } })));
    },
    claimLogin: async () => json({ ticket: "none" }),
    returnLogin: async () => partsOf((await begin()).held),
    inspectLink: async () => json({ token: "none" }),
    redeemLink: async () => json({ token: "none", decision: "deny" }),
    trustBrowser: async () => {
      const { held, code } = await ask();
      return partsOf(heldOf(await client.verifyLogin({ ...held, body: { code } })), { name: "Chrome" });
    },
    getRecovery: async () => partsOf((await begin()).held),
    startRecovery: async () => partsOf((await begin()).held),
    cancelRecovery: async () => json({ token: "none" }),
    enrolAuthenticator: async () => partsOf((await begin()).held, { type: "totp" }),
    activateEnrolment: async () => {
      const { held } = await begin();
      const params = { ...held.params, authenticatorId: "none" };
      return partsOf({ ...held, params }, { code: "000000" });
    },
    endSession: () => own(),
    listSessions: () => own(),
    endOtherSession: () => own(undefined, { sessionId: "none" }),
    endOtherSessions: () => own(),
    listActivity: () => own(),
    disavow: async () => json({ token: "none" }),
    disavowOwn: () => own(),
    changePassword: () => own({ current: password, password: "another-horse-battery" }),
    askPasswordReset: async () => json({ identifier }),
    resetPassword: async () => json({ token: "none", password: "another-horse-battery" }),
    getSettings: () => own(),
    updateSettings: () => own({ signInNotices: true }),
    startStepUp: () => own({ action: "add_authenticator" }),
    listAuthenticators: () => own(),
    addAuthenticator: () => own({ type: "totp" }),
    activateAuthenticator: () => own({ code: "000000" }, { authenticatorId: "none" }),
    renameAuthenticator: () => own({ name: "phone" }, { authenticatorId: "none" }),
    removeAuthenticator: () => own(undefined, { authenticatorId: "none" }),
    listApprovals: () => own(),
    scanApproval: () => own({ token: "none" }),
    decideApproval: () => own({ decision: "deny" }, { loginId: "AAAAAAAAAAAAAAAAAAAAAA" }),
    getBackupCodes: () => own(),
    makeBackupCodes: () => own(),
    revealBackupCodes: () => own(),
    exportOwn: () => own({}),
    listTrustedBrowsers: () => own(),
    renameTrustedBrowser: () => own({ name: "PC" }, { browserId: "none" }),
    removeTrustedBrowser: () => own(undefined, { browserId: "none" }),
    removeTrustedBrowsers: () => own(),
    getService: async () => ({}),
    getOpenidConfiguration: async () => ({}),
    getJwks: async () => ({}),
    getOpenapi: async () => ({}),
    createAccount: async () => json({ identifier: `bundle-${performance.now()}`, password, phones: ["090-1234-9999"] }),
    importAccounts: async () => {
      const account = { identifier: `bundle-${performance.now()}`, password };
      return json({ importId: "bundles-of-the-bench", accounts: [account] });
    },
    findAccount: async () => json({ identifier }),
    getAccount: () => operated(),
    listAccountActivity: () => operated(),
    updateAccount: () => operated({ locale: "en", reason }),
    lockAccount: () => operated({ reason }),
    unlockAccount: () => operated({ reason }),
    revokeAccess: () => operated({ reason }),
    resetAccount: () => operated({ authenticatorIds: ["none"], reason }),
    confirmReset: async () => ({ ...(await operated({ reason })), pathParameters: { sub, resetId: "none" } }),
    exportAccount: () => operated({ reason }),
    deleteAccount: async () => ({ ...(await operated({ reason })), pathParameters: { sub: "none" } }),
    startDelegatedLogin: async () => {
      const authTime = new Date().toISOString();
      return json({ sub, clientId: "none", amr: ["pwd"], authTime, returnUrl: "https://www.example.jp/" });
    },
    redeemResult: async () => json({ code: "none", clientId: "none" }),
    recordLifecycleEvent: async () => {
      const eventId = `bench-${performance.now()}`;
      return json({ eventId, type: "line_cancelled", sub, destination: "090-1234-0000" });
    },
  } as const satisfies { readonly [Name in OperationName]: () => Promise<Parts> };
}

/** Builds all functions and starts each cold, a few times. */
export async function benchBundles(stack: SpawnedStack, settings: SettingsInput): Promise<BundleCost[]> {
  const outDirectory = mkdtempSync(join(tmpdir(), "nidan-bench-"));
  const env = { ...process.env, ...environmentOf(parseSettings(settings), stack.origin, stack.receiverEndpoint) };
  const { directory, bytes } = await buildFunctions({ outDirectory });

  const costs: BundleCost[] = [];
  let people = 0;
  for (const [folder, size] of bytes) {
    const name = operationNames.find((one) => folderOf(one) === folder);
    const seen: z.output<typeof Times>[] = [];
    for (let count = 0; count < repeats; count += 1) {
      people += 1;
      const events = eventsFor(stack, await makeSubject(stack, people));
      const event = name === undefined ? "" : JSON.stringify(eventOf(name, await events[name]()));
      const { stdout } = await run(process.execPath, [script, join(directory, folder, "index.mjs"), event], { env });
      const times = z.parse(Times, JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
      if (times.status !== undefined && times.status >= 500) throw new Error(`${folder} answered ${times.status}`);
      seen.push(times);
    }
    const calls = seen.flatMap(({ callMs }) => (callMs === null ? [] : [callMs]));
    costs.push({
      folder,
      kilobytes: size / 1000,
      importMs: quantile(
        seen.map(({ importMs }) => importMs),
        0.5,
      ),
      callMs: calls.length === 0 ? undefined : quantile(calls, 0.5),
    });
  }
  rmSync(outDirectory, { recursive: true });
  return costs;
}

/** A Node process that does nothing, from its start to its end, in milliseconds. */
export async function emptyProcess(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const from = performance.now();
    await run(process.execPath, ["-e", "0"]);
    times.push(performance.now() - from);
  }
  return quantile(times, 0.5);
}
