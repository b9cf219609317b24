import { own, type Routes } from "./row.ts";

/** Browsers on which the second step is skipped. */
export const trustedBrowserRoutes = {
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
} as const satisfies Routes;
