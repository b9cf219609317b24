import { open, own, type Routes } from "./row.ts";

/** What one-time URLs and the links of mails do. */
export const linkRoutes = {
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
  disavow: {
    ...open,
    method: "POST",
    path: "/v1/disavowals",
    summary:
      "Not me, by the link of a notice, once: logins under way, sessions and trusted browsers end, and the password is due to be changed.",
    success: 204,
    problems: ["link_used", "link_expired"],
    throttle: { rate: 50, burst: 100 },
  },
  disavowOwn: {
    ...own,
    method: "POST",
    path: "/v1/me/disavowals",
    summary: "Not me, by somebody signed in: the same, and this session ends too.",
    success: 204,
    problems: ["unauthenticated"],
    throttle: { rate: 50, burst: 100 },
  },
} as const satisfies Routes;
