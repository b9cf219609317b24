import { adminRoutes } from "./routes/admin.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { authenticatorRoutes } from "./routes/authenticators.ts";
import { linkRoutes } from "./routes/links.ts";
import { loginRoutes } from "./routes/logins.ts";
import { metaRoutes } from "./routes/meta.ts";
import { passwordRoutes } from "./routes/passwords.ts";
import { recoveryRoutes } from "./routes/recovery.ts";
import type { Routes } from "./routes/row.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { trustedBrowserRoutes } from "./routes/trusted-browsers.ts";

/** Every operation of the contract, by its area: a row each. */
export const routes = {
  ...loginRoutes,
  ...linkRoutes,
  ...recoveryRoutes,
  ...sessionRoutes,
  ...passwordRoutes,
  ...settingsRoutes,
  ...authenticatorRoutes,
  ...approvalRoutes,
  ...trustedBrowserRoutes,
  ...metaRoutes,
  ...adminRoutes,
} as const satisfies Routes;

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
