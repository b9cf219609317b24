import { own, type Routes } from "./row.ts";

/** What an app, or a session that scanned a QR code, decides. */
export const approvalRoutes = {
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
} as const satisfies Routes;
