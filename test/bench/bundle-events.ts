import * as z from "zod/mini";
import type { OperationName } from "../../shared/contract/routes.ts";
import { heldOf } from "../attack/visitor.ts";
import type { SpawnedStack } from "../feature/spawned-stack.ts";
import type { eventOf } from "../support/events.ts";
import { newestCodeIn } from "../support/newest.ts";
import { password } from "../support/service.ts";

type Parts = Parameters<typeof eventOf>[1];

interface Subject {
  readonly identifier: string;
  readonly phone: string;
  readonly sub: string;
}

/** The nth person: some operations leave nothing that another could begin with. */
export async function makeSubject(stack: SpawnedStack, nth: number): Promise<Subject> {
  const [identifier, phone] = [`bundles-${nth}`, `+8190999${String(nth).padStart(5, "0")}`];
  const made = await stack.admin("/v1/admin/accounts", { identifier, password, phones: [phone] });
  return { identifier, phone, ...z.parse(z.object({ sub: z.string() }), await made.json()) };
}

/** A call for each operation that succeeds, each time on a login of its own. */
export function eventsFor(stack: SpawnedStack, { identifier, phone, sub }: Subject) {
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
    const sent = (await stack.messages()).filter(({ to }) => to === phone);
    return { held, code: newestCodeIn(sent) ?? "" };
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
