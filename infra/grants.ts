import type { OperationName } from "../shared/contract/routes.ts";

/** What the role of one function may do, beyond writing its own log; nothing else is granted anywhere. */
export interface Grant {
  /** Calls on the one table. A transaction is granted by its parts. */
  readonly table: readonly ("GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem")[];
  /** Roots of secrets that it may derive from (`kms:GenerateMac`). */
  readonly roots: readonly ("challenge" | "vault")[];
  /** Calls on the keys that sign results. */
  readonly signing: readonly ("Sign" | "GetPublicKey")[];
  /** `sns:Publish` to phone numbers, never to a topic. */
  readonly sms: boolean;
  /** `ses:SendEmail` from the operator's address, where there is one. */
  readonly email: boolean;
  /** Argon2id needs a whole processor, which Lambda gives with 1,769 MB. */
  readonly hashesPasswords: boolean;
}

const nothing = { table: [], roots: [], signing: [], sms: false, email: false, hashesPasswords: false } as const;

export const grants = {
  startLogin: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    roots: ["challenge", "vault"],
    hashesPasswords: true,
  },
  getLogin: { ...nothing, table: ["GetItem", "Query"], roots: ["challenge"] },
  cancelLogin: { ...nothing, table: ["UpdateItem"], roots: ["challenge"] },
  createChallenge: {
    ...nothing,
    table: ["GetItem", "Query", "UpdateItem"],
    roots: ["challenge"],
    sms: true,
    email: true,
  },
  verifyLogin: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    roots: ["challenge", "vault"],
    hashesPasswords: true,
  },
  issueToken: {
    ...nothing,
    table: ["GetItem", "UpdateItem"],
    roots: ["challenge"],
    signing: ["Sign", "GetPublicKey"],
  },
  getOpenidConfiguration: nothing,
  getJwks: { ...nothing, signing: ["GetPublicKey"] },
  getOpenapi: nothing,
  createAccount: { ...nothing, table: ["PutItem"], roots: ["vault"], hashesPasswords: true },
} as const satisfies { readonly [K in OperationName]: Grant };

/** Functions behind the table's stream, by their folder. */
export const streamGrants = {
  notify: { ...nothing, table: ["Query", "UpdateItem"], sms: true },
} as const satisfies Readonly<Record<string, Grant>>;
