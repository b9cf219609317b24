import { type OperationName, operationNames, routes } from "./routes.ts";

/** What people of the operator do, from least to most; each may do what the one before may. */
const ladder = ["reader", "support", "admin"] as const;
/**
 * Relying backends stand beside it: whoever begins a login vouches for a first factor that nobody here has seen, and so
 * no policy for people has that in it.
 */
export const operatorRoles = [...ladder, "backend"] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** Operations of the admin API. */
export type AdminOperation = {
  [K in OperationName]: (typeof routes)[K]["api"] extends "admin" ? K : never;
}[OperationName];

/** The least role that an operation takes. A new one without a row does not compile. */
const leastRoles = {
  findAccount: "reader",
  getAccount: "reader",
  listAccountActivity: "reader",
  updateAccount: "support",
  lockAccount: "support",
  unlockAccount: "support",
  revokeAccess: "support",
  resetAccount: "support",
  confirmReset: "support",
  exportAccount: "admin",
  deleteAccount: "admin",
  recordLifecycleEvent: "admin",
  createAccount: "admin",
  importAccounts: "admin",
  startDelegatedLogin: "backend",
  redeemResult: "backend",
} as const satisfies { readonly [K in AdminOperation]: OperatorRole };

const isAdmin = (name: OperationName): name is AdminOperation => routes[name].api === "admin";

/** Whoever stands higher may do what is below; what stands beside the ladder is its own alone. */
const mayDo = (role: OperatorRole, least: OperatorRole): boolean =>
  role === least || (role !== "backend" && least !== "backend" && ladder.indexOf(least) < ladder.indexOf(role));

/** The operations that a role may call, in the order of the contract. */
export const operationsOf = (role: OperatorRole): readonly AdminOperation[] =>
  operationNames.filter(isAdmin).filter((name) => mayDo(role, leastRoles[name]));

/** The roles that may call an operation of the admin API; none of the public one's. */
export const rolesOf = (name: OperationName): readonly OperatorRole[] =>
  isAdmin(name) ? operatorRoles.filter((role) => mayDo(role, leastRoles[name])) : [];
