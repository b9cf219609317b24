/** What goes over the wire, by part of the API. */

export * from "./schemas/account.ts";
export * from "./schemas/activity.ts";
export * from "./schemas/admin.ts";
export * from "./schemas/approvals.ts";
export * from "./schemas/basics.ts";
export * from "./schemas/delegated.ts";
export * from "./schemas/exporting.ts";
export * from "./schemas/importing.ts";
export * from "./schemas/login.ts";
export * from "./schemas/meta.ts";
export * from "./schemas/operating.ts";
export * from "./schemas/password.ts";
export * from "./schemas/problem.ts";
export * from "./schemas/recovery.ts";
export * from "./schemas/trusted-browser.ts";
