import { own, type Routes } from "./row.ts";

/** Where an account is signed in, what happened there, and what is kept of it. */
export const sessionRoutes = {
  listSessions: {
    ...own,
    method: "GET",
    path: "/v1/me/sessions",
    summary: "Where somebody is signed in to the account.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
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
  endOtherSession: {
    ...own,
    method: "DELETE",
    path: "/v1/me/sessions/{sessionId}",
    summary: "End one session of the account, at once.",
    success: 204,
    problems: ["unauthenticated", "not_found"],
    throttle: { rate: 200, burst: 400 },
  },
  endOtherSessions: {
    ...own,
    method: "DELETE",
    path: "/v1/me/sessions",
    summary: "End every session of the account but this one, at once.",
    success: 204,
    problems: ["unauthenticated", "changed_meanwhile"],
    throttle: { rate: 100, burst: 200 },
  },
  listActivity: {
    ...own,
    method: "GET",
    path: "/v1/me/activity",
    summary: "What happened to the account, newest first, a page at a time.",
    success: 200,
    problems: ["unauthenticated"],
    throttle: { rate: 200, burst: 400 },
  },
  exportOwn: {
    ...own,
    method: "POST",
    path: "/v1/me/export",
    summary: "Everything that is kept of the account, in full, after a fresh second factor.",
    success: 200,
    problems: ["unauthenticated", "insufficient_user_authentication"],
    throttle: { rate: 10, burst: 20 },
  },
} as const satisfies Routes;
