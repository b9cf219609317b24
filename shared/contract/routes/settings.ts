import { own, type Routes } from "./row.ts";

/** Whether and how an account verifies, and the proof anew before it is changed. */
export const settingsRoutes = {
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
} as const satisfies Routes;
