import type { ProblemCode } from "../problems.ts";

/**
 * One row of the contract: where an operation is called and what may come back. The schemas of its bodies stand in
 * `../operations.ts`, apart, so that the browser loads this table without them. The API Gateway routes, the local
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

export type Routes = Readonly<Record<string, Route>>;

/** What the rows of one way to call have in common. */
export const open = { api: "public", auth: "none", idempotent: false, cacheSeconds: 0 } as const;
export const held = { api: "public", auth: "login", idempotent: false, cacheSeconds: 0 } as const;
export const own = { api: "public", auth: "session", idempotent: false, cacheSeconds: 0 } as const;
export const admin = { api: "admin", auth: "iam", idempotent: false, cacheSeconds: 0 } as const;
