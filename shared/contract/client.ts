import { ApiProblem, problemOf } from "./api-problem.ts";
import type { AnswerOf, SentBodyOf, SentQueryOf } from "./operations.ts";
import { type OperationName, type ParamsOf, routes } from "./routes.ts";
import { type WaitedLogin, type Waiting, waitForLogin } from "./wait-for-login.ts";

export { ApiProblem, type KnownProblem } from "./api-problem.ts";
export type { ProblemCode } from "./problems.ts";
export type { WaitedLogin, Waiting } from "./wait-for-login.ts";

type PublicName = { [K in OperationName]: (typeof routes)[K]["api"] extends "public" ? K : never }[OperationName];
type None = Readonly<Record<never, string>>;

/** A body of which everything can be left out can be left out. */
type BodyPart<Body> = Body extends undefined
  ? unknown
  : None extends Body
    ? { readonly body?: Body }
    : { readonly body: Body };

/** What a call of `K` takes: its path parameters and body, and the login token where the route wants one. */
type CallOf<K extends PublicName> = (None extends ParamsOf<K> ? unknown : { readonly params: ParamsOf<K> }) &
  BodyPart<SentBodyOf<K>> &
  (SentQueryOf<K> extends undefined ? unknown : { readonly query?: SentQueryOf<K> }) &
  ((typeof routes)[K]["auth"] extends "login" ? { readonly loginToken: string } : unknown) &
  ((typeof routes)[K]["auth"] extends "session"
    ? {
        /** Of native clients; browsers have the cookie. */
        readonly sessionToken?: string;
        /** The version that was read, where the call changes settings. */
        readonly ifMatch?: number;
      }
    : unknown) & {
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
  };

type Calls = { readonly [K in PublicName]: (call: CallOf<K>) => Promise<AnswerOf<K>> };

export interface Client extends Calls {
  /** Waits until another device or tab has decided the login: see `Waiting` and {@link waitForLogin}. */
  readonly waitForLogin: (loginId: string, waiting: Waiting) => Promise<WaitedLogin>;
}

export type Login = AnswerOf<"getLogin">;

interface AnyCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly loginToken?: string;
  readonly sessionToken?: string;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/**
 * A client with one method an operation of the public API.
 *
 * @param baseUrl where the API is, without `/v1`; the default is the page's own host.
 * @throws ApiProblem for every refusal; TypeError when the network fails.
 */
export function createClient(baseUrl = "", fetcher: typeof fetch = (...call) => fetch(...call)): Client {
  async function call<K extends PublicName>(name: K, sent: AnyCall): Promise<AnswerOf<K>> {
    const { params = {}, body, query = {}, loginToken, sessionToken, ifMatch, idempotencyKey, signal } = sent;
    const bearer = loginToken ?? sessionToken;
    const { method, path } = routes[name];
    const headers = new Headers({ accept: "application/json" });
    if (body !== undefined) headers.set("content-type", "application/json");
    if (bearer !== undefined) headers.set("authorization", `Bearer ${bearer}`);
    if (ifMatch !== undefined) headers.set("if-match", `"${ifMatch}"`);
    if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    const asked = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    const search = asked.length === 0 ? "" : `?${new URLSearchParams(asked)}`;
    const url =
      baseUrl + path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? "")) + search;
    const response = await fetcher(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) throw new ApiProblem(await problemOf(response));
    const text = await response.text();
    return JSON.parse(text === "" ? "null" : text);
  }
  const calls: Calls = {
    startLogin: (sent) => call("startLogin", sent),
    getLogin: (sent) => call("getLogin", sent),
    cancelLogin: (sent) => call("cancelLogin", sent),
    createChallenge: (sent) => call("createChallenge", sent),
    verifyLogin: (sent) => call("verifyLogin", sent),
    issueToken: (sent) => call("issueToken", sent),
    claimLogin: (sent) => call("claimLogin", sent),
    returnLogin: (sent) => call("returnLogin", sent),
    inspectLink: (sent) => call("inspectLink", sent),
    redeemLink: (sent) => call("redeemLink", sent),
    trustBrowser: (sent) => call("trustBrowser", sent),
    getRecovery: (sent) => call("getRecovery", sent),
    startRecovery: (sent) => call("startRecovery", sent),
    cancelRecovery: (sent) => call("cancelRecovery", sent),
    enrolAuthenticator: (sent) => call("enrolAuthenticator", sent),
    activateEnrolment: (sent) => call("activateEnrolment", sent),
    listSessions: (sent) => call("listSessions", sent),
    endSession: (sent) => call("endSession", sent),
    endOtherSession: (sent) => call("endOtherSession", sent),
    endOtherSessions: (sent) => call("endOtherSessions", sent),
    listActivity: (sent) => call("listActivity", sent),
    disavow: (sent) => call("disavow", sent),
    disavowOwn: (sent) => call("disavowOwn", sent),
    changePassword: (sent) => call("changePassword", sent),
    askPasswordReset: (sent) => call("askPasswordReset", sent),
    resetPassword: (sent) => call("resetPassword", sent),
    exportOwn: (sent) => call("exportOwn", sent),
    getSettings: (sent) => call("getSettings", sent),
    updateSettings: (sent) => call("updateSettings", sent),
    startStepUp: (sent) => call("startStepUp", sent),
    listAuthenticators: (sent) => call("listAuthenticators", sent),
    addAuthenticator: (sent) => call("addAuthenticator", sent),
    activateAuthenticator: (sent) => call("activateAuthenticator", sent),
    renameAuthenticator: (sent) => call("renameAuthenticator", sent),
    removeAuthenticator: (sent) => call("removeAuthenticator", sent),
    listApprovals: (sent) => call("listApprovals", sent),
    scanApproval: (sent) => call("scanApproval", sent),
    decideApproval: (sent) => call("decideApproval", sent),
    getBackupCodes: (sent) => call("getBackupCodes", sent),
    makeBackupCodes: (sent) => call("makeBackupCodes", sent),
    revealBackupCodes: (sent) => call("revealBackupCodes", sent),
    listTrustedBrowsers: (sent) => call("listTrustedBrowsers", sent),
    renameTrustedBrowser: (sent) => call("renameTrustedBrowser", sent),
    removeTrustedBrowser: (sent) => call("removeTrustedBrowser", sent),
    removeTrustedBrowsers: (sent) => call("removeTrustedBrowsers", sent),
    getService: (sent) => call("getService", sent),
    getOpenidConfiguration: (sent) => call("getOpenidConfiguration", sent),
    getJwks: (sent) => call("getJwks", sent),
    getOpenapi: (sent) => call("getOpenapi", sent),
  };
  return { ...calls, waitForLogin: (loginId, waiting) => waitForLogin(calls.getLogin, loginId, waiting) };
}
