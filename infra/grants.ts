import type { OperationName } from "../shared/contract/routes.ts";
import type { EventFunction } from "../shared/observability/log.ts";

/** What the role of one function may do, beyond writing its own log; nothing else is granted anywhere. */
export interface Grant {
  /** Calls on the one table. A transaction is granted by its parts. */
  readonly table: readonly ("GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem")[];
  /** `dynamodb:Query` of the index of notices that are not settled. */
  readonly unsettled: boolean;
  /** Roots of secrets that it may derive from (`kms:GenerateMac`). */
  readonly roots: readonly ("challenge" | "vault" | "reveal")[];
  /** Calls on the keys that sign results. */
  readonly signing: readonly ("Sign" | "GetPublicKey")[];
  /** `sns:Publish` to phone numbers, never to a topic. */
  readonly sms: boolean;
  /** `ses:SendEmail` from the operator's address, where there is one. */
  readonly email: boolean;
  /** `connect:StartOutboundVoiceContact` by the operator's instance, where there is one. */
  readonly voice: boolean;
  /** Calls on the operator's platform applications and the apps that are registered there, where there are any. */
  readonly push: readonly ("CreatePlatformEndpoint" | "SetEndpointAttributes" | "Publish")[];
  /** `lambda:InvokeFunction` of the operator's risk adviser, where there is one. */
  readonly advice: boolean;
  /** `sqs:SendMessage` to the queue of events, or `events:PutEvents` to the bus that it is for. */
  readonly events: readonly ("SendMessage" | "PutEvents")[];
  /** `lambda:InvokeFunction` of the operator's own directory of passwords, where there is one. */
  readonly verifiesPasswords: boolean;
  /** Argon2id needs a whole processor, which Lambda gives with 1,769 MB. */
  readonly hashesPasswords: boolean;
}

const nothing = {
  table: [],
  unsettled: false,
  roots: [],
  signing: [],
  sms: false,
  email: false,
  voice: false,
  push: [],
  advice: false,
  verifiesPasswords: false,
  events: [],
  hashesPasswords: false,
} as const;

/** To read a session and its account, and to note that it was used. */
const own = ["GetItem", "Query", "UpdateItem"] as const;

/** To read an account, change it, and have its owner told. */
const operating = ["Query", "PutItem", "UpdateItem"] as const;

export const grants = {
  startLogin: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    roots: ["challenge", "vault"],
    advice: true,
    verifiesPasswords: true,
    hashesPasswords: true,
  },
  cancelLogin: { ...nothing, table: ["PutItem", "UpdateItem"], roots: ["challenge"] },
  getLogin: { ...nothing, table: ["GetItem", "Query", "UpdateItem"], roots: ["challenge"] },
  createChallenge: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    roots: ["challenge"],
    sms: true,
    email: true,
    voice: true,
    push: ["Publish"],
  },
  verifyLogin: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    roots: ["challenge", "vault"],
    advice: true,
    verifiesPasswords: true,
    hashesPasswords: true,
  },
  issueToken: {
    ...nothing,
    table: ["GetItem", "PutItem", "UpdateItem"],
    roots: ["challenge"],
    signing: ["Sign", "GetPublicKey"],
  },
  claimLogin: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    roots: ["challenge"],
    advice: true,
  },
  returnLogin: { ...nothing, table: ["GetItem", "UpdateItem"], roots: ["challenge"] },
  trustBrowser: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    roots: ["challenge"],
  },
  getRecovery: { ...nothing, table: ["GetItem", "Query"], roots: ["challenge"] },
  startRecovery: { ...nothing, table: ["GetItem", "Query", "PutItem", "UpdateItem"], roots: ["challenge"] },
  cancelRecovery: { ...nothing, table: ["Query", "PutItem", "UpdateItem"], roots: ["challenge"] },
  enrolAuthenticator: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    roots: ["challenge", "vault"],
    sms: true,
    email: true,
    voice: true,
  },
  activateEnrolment: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    roots: ["challenge", "vault"],
  },
  endSession: { ...nothing, table: ["GetItem", "PutItem", "UpdateItem"] },
  inspectLink: { ...nothing, table: ["GetItem"], roots: ["challenge"] },
  redeemLink: {
    ...nothing,
    table: ["GetItem", "PutItem", "UpdateItem", "ConditionCheckItem"],
    roots: ["challenge"],
  },
  listSessions: { ...nothing, table: own },
  endOtherSession: { ...nothing, table: [...own, "PutItem"] },
  endOtherSessions: { ...nothing, table: [...own, "PutItem"] },
  listActivity: { ...nothing, table: own },
  disavow: { ...nothing, table: ["Query", "PutItem", "UpdateItem"], roots: ["challenge"] },
  disavowOwn: { ...nothing, table: [...own, "PutItem"] },
  changePassword: {
    ...nothing,
    table: [...own, "PutItem", "DeleteItem"],
    roots: ["challenge", "vault"],
    hashesPasswords: true,
  },
  askPasswordReset: { ...nothing, table: ["GetItem", "PutItem", "UpdateItem"], roots: ["challenge"] },
  resetPassword: {
    ...nothing,
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    roots: ["challenge", "vault"],
    hashesPasswords: true,
  },
  exportOwn: { ...nothing, table: [...own, "PutItem"] },
  getSettings: { ...nothing, table: own },
  updateSettings: { ...nothing, table: [...own, "PutItem", "DeleteItem"] },
  startStepUp: { ...nothing, table: [...own, "PutItem"], roots: ["challenge"] },
  listAuthenticators: { ...nothing, table: own },
  addAuthenticator: {
    ...nothing,
    table: [...own, "PutItem"],
    roots: ["challenge", "vault"],
    sms: true,
    email: true,
    voice: true,
  },
  activateAuthenticator: {
    ...nothing,
    table: [...own, "PutItem", "DeleteItem"],
    roots: ["challenge", "vault"],
    push: ["CreatePlatformEndpoint", "SetEndpointAttributes"],
  },
  renameAuthenticator: { ...nothing, table: [...own, "PutItem"] },
  removeAuthenticator: { ...nothing, table: [...own, "PutItem", "DeleteItem"] },
  listApprovals: { ...nothing, table: own },
  scanApproval: { ...nothing, table: own, roots: ["challenge"] },
  decideApproval: { ...nothing, table: [...own, "PutItem", "ConditionCheckItem"], roots: ["challenge"] },
  getBackupCodes: { ...nothing, table: own },
  makeBackupCodes: { ...nothing, table: [...own, "PutItem"], roots: ["vault", "reveal"] },
  revealBackupCodes: { ...nothing, table: [...own, "PutItem"], roots: ["reveal"] },
  listTrustedBrowsers: { ...nothing, table: own },
  renameTrustedBrowser: { ...nothing, table: [...own, "PutItem"] },
  removeTrustedBrowser: { ...nothing, table: [...own, "PutItem", "DeleteItem"] },
  removeTrustedBrowsers: { ...nothing, table: [...own, "PutItem"] },
  getService: nothing,
  getOpenidConfiguration: nothing,
  getJwks: { ...nothing, signing: ["GetPublicKey"] },
  getOpenapi: nothing,
  createAccount: { ...nothing, table: ["PutItem"], roots: ["vault"], hashesPasswords: true },
  importAccounts: { ...nothing, table: ["PutItem"], roots: ["vault"], hashesPasswords: true },
  findAccount: { ...nothing, table: ["GetItem", "Query"] },
  getAccount: { ...nothing, table: ["Query"] },
  listAccountActivity: { ...nothing, table: ["Query"] },
  updateAccount: { ...nothing, table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] },
  lockAccount: { ...nothing, table: operating },
  unlockAccount: { ...nothing, table: operating },
  revokeAccess: { ...nothing, table: operating },
  resetAccount: { ...nothing, table: [...operating, "DeleteItem"] },
  confirmReset: { ...nothing, table: ["GetItem", ...operating, "DeleteItem"] },
  exportAccount: { ...nothing, table: ["Query", "PutItem"] },
  deleteAccount: { ...nothing, table: ["Query", "PutItem", "DeleteItem"] },
  startDelegatedLogin: { ...nothing, table: ["GetItem", "PutItem", "UpdateItem"], roots: ["challenge"] },
  redeemResult: {
    ...nothing,
    table: ["GetItem", "PutItem", "UpdateItem"],
    roots: ["challenge"],
    signing: ["Sign", "GetPublicKey"],
  },
  recordLifecycleEvent: { ...nothing, table: ["GetItem", ...operating, "DeleteItem"] },
} as const satisfies { readonly [K in OperationName]: Grant };

/** Functions that events call: the table's stream, the clock, and what providers report of messages. */
export const eventGrants = {
  notify: { ...nothing, table: ["Query", "UpdateItem"], roots: ["challenge"], sms: true, email: true },
  sweepNotices: {
    ...nothing,
    table: ["Query", "UpdateItem"],
    roots: ["challenge"],
    unsettled: true,
    sms: true,
    email: true,
  },
  watchSends: { ...nothing, table: ["Query", "PutItem", "UpdateItem"], events: ["SendMessage"] },
  publishEvents: { ...nothing, signing: ["Sign", "GetPublicKey"], events: ["PutEvents"] },
  recordDelivery: { ...nothing, table: ["GetItem", "PutItem", "UpdateItem"], roots: ["challenge"] },
  takeLifecycleEvent: { ...nothing, table: ["GetItem", ...operating, "DeleteItem"] },
} as const satisfies { readonly [K in EventFunction]: Grant };

/** Their folders. */
export const eventFolders = {
  notify: "notify",
  sweepNotices: "sweep-notices",
  watchSends: "watch-sends",
  publishEvents: "publish-events",
  recordDelivery: "record-delivery",
  takeLifecycleEvent: "take-lifecycle-event",
} as const satisfies { readonly [K in EventFunction]: string };
