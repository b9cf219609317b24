import type * as z from "zod/mini";
import type { OperationName, routes } from "./routes.ts";
import * as schemas from "./schemas.ts";

/** The bodies of an operation: what it takes, in its body or as a query, and what it answers when all is well. */
export interface Bodies {
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly answer?: z.ZodMiniType;
}

/** The schemas of every route: requests are parsed by them, and OpenAPI is generated from them. */
export const operations = {
  startLogin: { body: schemas.StartLogin, answer: schemas.Login },
  getLogin: { answer: schemas.Login },
  cancelLogin: {},
  createChallenge: { body: schemas.CreateChallenge, answer: schemas.Login },
  verifyLogin: { body: schemas.VerifyLogin, answer: schemas.Login },
  issueToken: { body: schemas.IssueToken, answer: schemas.IssuedToken },
  claimLogin: { body: schemas.ClaimLogin, answer: schemas.Login },
  returnLogin: { answer: schemas.ReturnedLogin },
  inspectLink: { body: schemas.InspectLink, answer: schemas.Link },
  redeemLink: { body: schemas.RedeemLink, answer: schemas.RedeemedLink },
  trustBrowser: { body: schemas.TrustBrowser, answer: schemas.Login },
  getRecovery: { answer: schemas.RecoveryView },
  startRecovery: { answer: schemas.Login },
  cancelRecovery: { body: schemas.CancelRecovery },
  enrolAuthenticator: { body: schemas.EnrolAuthenticator, answer: schemas.AddedAuthenticator },
  activateEnrolment: { body: schemas.ActivateEnrolment, answer: schemas.Login },
  listSessions: { answer: schemas.Sessions },
  endSession: {},
  endOtherSession: {},
  endOtherSessions: {},
  listActivity: { query: schemas.ActivityQuery, answer: schemas.ActivityPage },
  disavow: { body: schemas.Disavow },
  disavowOwn: {},
  changePassword: { body: schemas.ChangePassword, answer: schemas.ChangedPassword },
  askPasswordReset: { body: schemas.AskPasswordReset },
  resetPassword: { body: schemas.ResetPassword },
  exportOwn: { body: schemas.ExportOwn, answer: schemas.AccountExport },
  getSettings: { answer: schemas.AccountSettings },
  updateSettings: { body: schemas.UpdateSettings, answer: schemas.AccountSettings },
  startStepUp: { body: schemas.StartStepUp, answer: schemas.Login },
  listAuthenticators: { answer: schemas.Authenticators },
  addAuthenticator: { body: schemas.AddAuthenticator, answer: schemas.AddedAuthenticator },
  activateAuthenticator: { body: schemas.ActivateAuthenticator, answer: schemas.ActivatedAuthenticator },
  renameAuthenticator: { body: schemas.RenameAuthenticator, answer: schemas.AuthenticatorView },
  removeAuthenticator: {},
  listApprovals: { answer: schemas.Approvals },
  scanApproval: { body: schemas.ScanApproval, answer: schemas.Approval },
  decideApproval: { body: schemas.DecideApproval, answer: schemas.DecidedApproval },
  getBackupCodes: { answer: schemas.BackupCodesState },
  makeBackupCodes: { answer: schemas.BackupCodes },
  revealBackupCodes: { answer: schemas.BackupCodes },
  listTrustedBrowsers: { answer: schemas.TrustedBrowsers },
  renameTrustedBrowser: { body: schemas.RenameTrustedBrowser, answer: schemas.TrustedBrowserView },
  removeTrustedBrowser: {},
  removeTrustedBrowsers: {},
  getService: { answer: schemas.Service },
  getOpenidConfiguration: { answer: schemas.OpenidConfiguration },
  getJwks: { answer: schemas.Jwks },
  getOpenapi: { answer: schemas.OpenapiDocument },
  createAccount: { body: schemas.CreateAccount, answer: schemas.Account },
  importAccounts: { body: schemas.ImportAccounts, answer: schemas.Imported },
  findAccount: { body: schemas.FindAccount, answer: schemas.AdminAccount },
  getAccount: { answer: schemas.AdminAccount },
  listAccountActivity: { query: schemas.ActivityQuery, answer: schemas.AdminActivityPage },
  updateAccount: { body: schemas.UpdateAccount, answer: schemas.AdminAccount },
  lockAccount: { body: schemas.Reasoned, answer: schemas.AdminAccount },
  unlockAccount: { body: schemas.Reasoned, answer: schemas.AdminAccount },
  revokeAccess: { body: schemas.Reasoned, answer: schemas.AdminAccount },
  resetAccount: { body: schemas.ResetAccount, answer: schemas.Reset },
  confirmReset: { body: schemas.Reasoned, answer: schemas.Reset },
  exportAccount: { body: schemas.ExportAccount, answer: schemas.AccountExport },
  deleteAccount: { body: schemas.Reasoned },
  startDelegatedLogin: { body: schemas.StartDelegatedLogin, answer: schemas.DelegatedLogin },
  redeemResult: { body: schemas.RedeemResult, answer: schemas.RedeemedResult },
  recordLifecycleEvent: { body: schemas.LifecycleEvent, answer: schemas.LifecycleOutcome },
} as const satisfies { readonly [K in OperationName]: Bodies };

type Row<K extends OperationName> = (typeof operations)[K];

/** What a caller sends. */
export type SentBodyOf<K extends OperationName> =
  Row<K> extends { readonly body: infer S extends z.ZodMiniType } ? z.input<S> : undefined;
/** What a use case gets, parsed. */
export type BodyOf<K extends OperationName> =
  Row<K> extends { readonly body: infer S extends z.ZodMiniType } ? z.output<S> : undefined;
/** What a caller may ask for besides. */
export type SentQueryOf<K extends OperationName> =
  Row<K> extends { readonly query: infer S extends z.ZodMiniType } ? z.input<S> : undefined;
/** What a use case gets of that, parsed. */
export type QueryOf<K extends OperationName> =
  Row<K> extends { readonly query: infer S extends z.ZodMiniType } ? z.output<S> : undefined;
/** What a use case answers. */
export type AnswerOf<K extends OperationName> =
  Row<K> extends { readonly answer: infer S extends z.ZodMiniType }
    ? z.output<S>
    : (typeof routes)[K]["success"] extends 204
      ? undefined
      : never;
