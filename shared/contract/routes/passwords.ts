import { open, own, type Routes } from "./row.ts";

/** Another password, and a forgotten one. */
export const passwordRoutes = {
  changePassword: {
    ...own,
    method: "POST",
    path: "/v1/me/password",
    summary: "Change the password, by the one before and a step-up; every session ends, and a new one begins.",
    success: 200,
    problems: [
      "unauthenticated",
      "insufficient_user_authentication",
      "password_elsewhere",
      "credentials_invalid",
      "password_unfit",
      "too_many_attempts",
    ],
    throttle: { rate: 50, burst: 100 },
  },
  askPasswordReset: {
    ...open,
    method: "POST",
    path: "/v1/password-resets",
    summary: "Ask for a mail by which the password can be chosen anew. An unknown identifier answers as a known one.",
    success: 204,
    problems: ["password_elsewhere", "too_many_sends"],
    throttle: { rate: 50, burst: 100 },
  },
  resetPassword: {
    ...open,
    method: "POST",
    path: "/v1/password-resets/redeem",
    summary: "Choose the password by the link of the mail, once. It signs nobody in.",
    success: 204,
    problems: ["password_elsewhere", "link_expired", "password_unfit"],
    throttle: { rate: 50, burst: 100 },
  },
} as const satisfies Routes;
