import type { AnswerOf, SentBodyOf, SentQueryOf } from "./operations.ts";
import { problems } from "./problems.ts";
import { type OperationName, type ParamsOf, routes } from "./routes.ts";
import type { ProblemBody } from "./schemas.ts";

/** A refusal of the API, as it came: `problem.code` says which. */
export class ApiProblem extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = "ApiProblem";
    this.problem = problem;
  }
}

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

export type Client = { readonly [K in PublicName]: (call: CallOf<K>) => Promise<AnswerOf<K>> };

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
  return {
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
}

/** The problem that a refusal carries; one of our own making when something between answered in another form. */
async function problemOf(response: Response): Promise<ProblemBody> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  if (isProblem) return JSON.parse(await response.text());
  const code = response.status === 429 ? "slow_down" : response.status < 500 ? "invalid_request" : "unavailable";
  return { type: `urn:nidan:problem:${code}`, title: problems[code].title, status: response.status, code };
}
