import type { ProblemCode } from "./problems.ts";

/**
 * One row of the contract: where an operation is called and what may come back. The schemas of its bodies stand in
 * `operations.ts`, apart, so that the browser loads this table without them. The API Gateway routes, the local
 * server, OpenAPI and the typed client are all made from these rows.
 */
interface Route {
  readonly api: "public" | "admin";
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path with `{parameters}`, as API Gateway and OpenAPI write it. */
  readonly path: string;
  readonly summary: string;
  /**
   * `login`: `Authorization: Bearer <loginToken>`; `session`: the session as a cookie, from an allowed origin, or as a
   * bearer; `iam`: SigV4; `none`: open.
   */
  readonly auth: "none" | "login" | "session" | "iam";
  readonly success: 200 | 201 | 204;
  /** What it may refuse beyond `invalid_request`, `slow_down`, `unavailable` and `internal`. */
  readonly problems: readonly ProblemCode[];
  /** Whether `Idempotency-Key` is honoured. */
  readonly idempotent: boolean;
  /** Seconds that caches may keep the answer; 0 is `no-store`. */
  readonly cacheSeconds: number;
  /** API Gateway's throttle of the route: requests a second, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
}

const open = { api: "public", auth: "none", idempotent: false, cacheSeconds: 0 } as const;
const held = { api: "public", auth: "login", idempotent: false, cacheSeconds: 0 } as const;
const own = { api: "public", auth: "session", idempotent: false, cacheSeconds: 0 } as const;
const admin = { api: "admin", auth: "iam", idempotent: false, cacheSeconds: 0 } as const;

export const routes = {
  startLogin: {
    ...open,
    method: "POST",
    path: "/v1/logins",
    summary: "Begin a login. An unknown identifier answers as a known one.",
    success: 201,
    problems: ["credentials_invalid", "too_many_attempts", "idempotency_key_reused", "login_closed"],
    idempotent: true,
    throttle: { rate: 200, burst: 400 },
  },
  getLogin: {
    ...held,
    method: "GET",
    path: "/v1/logins/{loginId}",
    summary: "Read the login.",
    success: 200,
    problems: ["unauthenticated", "login_expired"],
    throttle: { rate: 1000, burst: 2000 },
  },
  cancelLogin: {
    ...held,
    method: "DELETE",
    path: "/v1/logins/{loginId}",
    summary: "End the login; whatever was sent for it is void.",
    success: 204,
    problems: ["unauthenticated", "login_closed", "login_expired"],
    throttle: { rate: 200, burst: 400 },
  },
  createChallenge: {
    ...held,
    method: "POST",
    path: "/v1/logins/{loginId}/challenges",
    summary: "Send a code; called again for the same method it sends the same code again.",
    success: 201,
    problems: [
      "unauthenticated",
      "forbidden",
      "not_found",
      "login_closed",
      "login_expired",
      "too_many_attempts",
      "too_many_sends",
      "delivery_unavailable",
      "idempotency_key_reused",
    ],
    idempotent: true,
    throttle: { rate: 100, burst: 200 },
  },
  verifyLogin: {
    ...held,
    method: "POST",
    path: "/v1/logins/{loginId}/verifications",
    summary: "Prove the factor that is due: the password, then the code.",
    success: 200,
    problems: [
      "unauthenticated",
      "login_closed",
      "login_expired",
      "code_expired",
      "credentials_invalid",
      "challenge_failed",
      "trust_name_required",
      "too_many_attempts",
    ],
    throttle: { rate: 200, burst: 400 },
  },
  issueToken: {
    ...held,
    method: "POST",
    path: "/v1/logins/{loginId}/token",
    summary: "Turn a completed login into a signed result; repeatable for 60 s.",
    success: 200,
    problems: ["unauthenticated", "login_closed", "login_expired", "too_many_attempts"],
    throttle: { rate: 200, burst: 400 },
  },
  inspectLink: {
    ...open,
    method: "POST",
    path: "/v1/links/inspect",
    summary: "What a one-time URL would allow. It changes nothing, however often it is called.",
    success: 200,
    problems: [
      "forbidden",
      "not_found",
      "login_closed",
      "link_used",
      "login_expired",
      "link_expired",
      "link_superseded",
    ],
    throttle: { rate: 200, burst: 400 },
  },
  redeemLink: {
    ...open,
    method: "POST",
    path: "/v1/links/redeem",
    summary: "Decide by a one-time URL, once: approve or deny the login of another device, or go on with it here.",
    success: 200,
    problems: [
      "unauthenticated",
      "forbidden",
      "not_found",
      "login_closed",
      "link_used",
      "login_expired",
      "link_expired",
      "link_superseded",
      "acknowledgement_required",
      "challenge_failed",
      "too_many_attempts",
    ],
    throttle: { rate: 100, burst: 200 },
  },
  trustBrowser: {
    ...held,
    method: "POST",
    path: "/v1/logins/{loginId}/trusted-browser",
    summary: "Trust the browser of a login that a second factor has completed.",
    success: 201,
    problems: ["unauthenticated", "forbidden", "login_closed", "login_expired", "trust_name_required"],
    throttle: { rate: 100, burst: 200 },
  },
  endSession: {
    ...own,
    method: "DELETE",
    path: "/v1/me/sessions/current",
    summary: "Sign out: the session is over.",
    success: 204,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  getSettings: {
    ...own,
    method: "GET",
    path: "/v1/me/settings",
    summary: "The account's settings.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  updateSettings: {
    ...own,
    method: "PATCH",
    path: "/v1/me/settings",
    summary: "Change settings; `If-Match` names the version that was read. Switching off needs a step-up.",
    success: 200,
    problems: [
      "unauthenticated",
      "insufficient_user_authentication",
      "self_disable_off",
      "not_found",
      "last_method",
      "changed_meanwhile",
    ],
    throttle: { rate: 100, burst: 200 },
  },
  startStepUp: {
    ...own,
    method: "POST",
    path: "/v1/me/step-ups",
    summary: "Begin to prove a second factor anew, for one action; the password where there is none.",
    success: 201,
    problems: ["unauthenticated", "not_found", "too_many_attempts"],
    throttle: { rate: 100, burst: 200 },
  },
  listAuthenticators: {
    ...own,
    method: "GET",
    path: "/v1/me/authenticators",
    summary: "The account's numbers, addresses and apps.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  addAuthenticator: {
    ...own,
    method: "POST",
    path: "/v1/me/authenticators",
    summary: "Add a number, an address or an app. It counts once it is proved; asked again, the code is sent again.",
    success: 201,
    problems: [
      "unauthenticated",
      "insufficient_user_authentication",
      "not_found",
      "too_many_attempts",
      "too_many_sends",
      "changed_meanwhile",
      "delivery_unavailable",
    ],
    throttle: { rate: 100, burst: 200 },
  },
  activateAuthenticator: {
    ...own,
    method: "POST",
    path: "/v1/me/authenticators/{authenticatorId}/activation",
    summary: "Prove a new authenticator by its code; what it replaces goes with that.",
    success: 200,
    problems: [
      "unauthenticated",
      "not_found",
      "code_expired",
      "challenge_failed",
      "too_many_attempts",
      "changed_meanwhile",
    ],
    throttle: { rate: 100, burst: 200 },
  },
  renameAuthenticator: {
    ...own,
    method: "PATCH",
    path: "/v1/me/authenticators/{authenticatorId}",
    summary: "Name an authenticator.",
    success: 200,
    problems: ["unauthenticated", "not_found"],
    throttle: { rate: 100, burst: 200 },
  },
  removeAuthenticator: {
    ...own,
    method: "DELETE",
    path: "/v1/me/authenticators/{authenticatorId}",
    summary: "Remove an authenticator. The last one stays while two-step verification is on.",
    success: 204,
    problems: ["unauthenticated", "insufficient_user_authentication", "not_found", "last_method", "changed_meanwhile"],
    throttle: { rate: 100, burst: 200 },
  },
  listApprovals: {
    ...own,
    method: "GET",
    path: "/v1/me/approvals",
    summary: "What the account's apps were asked and may still answer; an app sees its own.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  scanApproval: {
    ...own,
    method: "POST",
    path: "/v1/me/approvals",
    summary: "What a scanned QR code would allow; this session may then decide it.",
    success: 200,
    problems: ["unauthenticated", "forbidden", "not_found", "login_closed", "link_expired"],
    throttle: { rate: 100, burst: 200 },
  },
  decideApproval: {
    ...own,
    method: "POST",
    path: "/v1/me/approvals/{loginId}",
    summary: "Answer what an app was asked, or what a scanned QR code would allow. The first answer counts.",
    success: 200,
    problems: [
      "unauthenticated",
      "forbidden",
      "not_found",
      "login_closed",
      "acknowledgement_required",
      "challenge_failed",
      "too_many_attempts",
    ],
    throttle: { rate: 100, burst: 200 },
  },
  getBackupCodes: {
    ...own,
    method: "GET",
    path: "/v1/me/backup-codes",
    summary: "How many backup codes are left.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  makeBackupCodes: {
    ...own,
    method: "POST",
    path: "/v1/me/backup-codes",
    summary: "Make a new set of backup codes; the set before is void.",
    success: 201,
    problems: ["unauthenticated", "insufficient_user_authentication", "last_method", "changed_meanwhile"],
    idempotent: true,
    throttle: { rate: 50, burst: 100 },
  },
  revealBackupCodes: {
    ...own,
    method: "POST",
    path: "/v1/me/backup-codes/reveal",
    summary: "Show the current backup codes again, where the service does that.",
    success: 200,
    problems: ["unauthenticated", "insufficient_user_authentication", "forbidden", "not_found"],
    throttle: { rate: 50, burst: 100 },
  },
  listTrustedBrowsers: {
    ...own,
    method: "GET",
    path: "/v1/me/trusted-browsers",
    summary: "The browsers on which the second step is skipped, the last used first.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  renameTrustedBrowser: {
    ...own,
    method: "PATCH",
    path: "/v1/me/trusted-browsers/{browserId}",
    summary: "Name a trusted browser.",
    success: 200,
    problems: ["unauthenticated", "not_found"],
    throttle: { rate: 100, burst: 200 },
  },
  removeTrustedBrowser: {
    ...own,
    method: "DELETE",
    path: "/v1/me/trusted-browsers/{browserId}",
    summary: "Trust a browser no more, from its next login on.",
    success: 204,
    problems: ["unauthenticated", "not_found"],
    throttle: { rate: 100, burst: 200 },
  },
  removeTrustedBrowsers: {
    ...own,
    method: "DELETE",
    path: "/v1/me/trusted-browsers",
    summary: "Trust no browser any more.",
    success: 204,
    problems: ["unauthenticated"],
    throttle: { rate: 100, burst: 200 },
  },
  getService: {
    ...open,
    method: "GET",
    path: "/v1/service",
    summary: "The service's name, and where its messages come from.",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 200, burst: 400 },
  },
  getOpenidConfiguration: {
    ...open,
    method: "GET",
    path: "/.well-known/openid-configuration",
    summary: "What a verifier of results needs to know (OpenID Connect Discovery 1.0).",
    success: 200,
    problems: [],
    cacheSeconds: 3600,
    throttle: { rate: 200, burst: 400 },
  },
  getJwks: {
    ...open,
    method: "GET",
    path: "/.well-known/jwks.json",
    summary: "The keys that sign results (RFC 7517).",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 200, burst: 400 },
  },
  getOpenapi: {
    ...open,
    method: "GET",
    path: "/v1/openapi.json",
    summary: "This description (OpenAPI 3.1).",
    success: 200,
    problems: [],
    cacheSeconds: 300,
    throttle: { rate: 50, burst: 100 },
  },
  createAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts",
    summary: "Make an account. Numbers and addresses given here count as verified by the operator.",
    success: 201,
    problems: ["forbidden", "identifier_taken"],
    throttle: { rate: 200, burst: 400 },
  },
  findAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/find",
    summary: "Find an account by what its owner types. In the body, because a path is written down in many places.",
    success: 200,
    problems: ["forbidden", "not_found"],
    throttle: { rate: 50, burst: 100 },
  },
  getAccount: {
    ...admin,
    method: "GET",
    path: "/v1/admin/accounts/{sub}",
    summary: "Read an account: masked, and without anything that opens it.",
    success: 200,
    problems: ["forbidden", "not_found"],
    throttle: { rate: 50, burst: 100 },
  },
  updateAccount: {
    ...admin,
    method: "PATCH",
    path: "/v1/admin/accounts/{sub}",
    summary: "Change what its owner types to name the account, or the language of its messages.",
    success: 200,
    problems: ["forbidden", "not_found", "identifier_taken", "changed_meanwhile"],
    throttle: { rate: 50, burst: 100 },
  },
  lockAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/lock",
    summary: "Lock an account: nobody signs in, whatever was signed in or under way ends.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 50, burst: 100 },
  },
  unlockAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/unlock",
    summary: "Let the owner of a locked account sign in again.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 50, burst: 100 },
  },
  revokeAccess: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/revocations",
    summary: "End every session, every login under way and the trust in every browser of an account.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 50, burst: 100 },
  },
  resetAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/resets",
    summary: "Take methods away, or void the password; where the service wants two people, this only asks for it.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 20, burst: 40 },
  },
  confirmReset: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/resets/{resetId}/confirmation",
    summary: "Have a reset done that somebody else has asked for.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 20, burst: 40 },
  },
  deleteAccount: {
    ...admin,
    method: "POST",
    path: "/v1/admin/accounts/{sub}/deletion",
    summary: "Delete an account, for good.",
    success: 204,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 20, burst: 40 },
  },
  recordLifecycleEvent: {
    ...admin,
    method: "POST",
    path: "/v1/admin/lifecycle-events",
    summary: "Tell that a line, a number, an address or an account has ended; the same event again changes nothing.",
    success: 200,
    problems: ["forbidden", "not_found", "changed_meanwhile"],
    throttle: { rate: 50, burst: 100 },
  },
} as const satisfies Record<string, Route>;

export type OperationName = keyof typeof routes;

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** The path parameters of an operation. */
export type ParamsOf<K extends OperationName> = Readonly<Record<ParamNames<(typeof routes)[K]["path"]>, string>>;

/** Every operation, in the order of the table. */
export const operationNames = Object.keys(routes).filter((name): name is OperationName => name in routes);

/** `startLogin` → `start-login`: the folder of its Lambda. */
export const folderOf = (name: OperationName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
