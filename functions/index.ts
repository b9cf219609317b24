import type { OperationName } from "../shared/contract/routes.ts";
import type { Dependencies } from "../shared/dependencies.ts";
import type { UseCase } from "../shared/http/serve.ts";
import { activateAuthenticator } from "./activate-authenticator/activate-authenticator.ts";
import { activateEnrolment } from "./activate-enrolment/activate-enrolment.ts";
import { addAuthenticator } from "./add-authenticator/add-authenticator.ts";
import { askPasswordReset } from "./ask-password-reset/ask-password-reset.ts";
import { cancelLogin } from "./cancel-login/cancel-login.ts";
import { cancelRecovery } from "./cancel-recovery/cancel-recovery.ts";
import { changePassword } from "./change-password/change-password.ts";
import { claimLogin } from "./claim-login/claim-login.ts";
import { confirmReset } from "./confirm-reset/confirm-reset.ts";
import { createAccount } from "./create-account/create-account.ts";
import { createChallenge } from "./create-challenge/create-challenge.ts";
import { decideApproval } from "./decide-approval/decide-approval.ts";
import { deleteAccount } from "./delete-account/delete-account.ts";
import { disavow } from "./disavow/disavow.ts";
import { disavowOwn } from "./disavow-own/disavow-own.ts";
import { endOtherSession } from "./end-other-session/end-other-session.ts";
import { endOtherSessions } from "./end-other-sessions/end-other-sessions.ts";
import { endSession } from "./end-session/end-session.ts";
import { enrolAuthenticator } from "./enrol-authenticator/enrol-authenticator.ts";
import { exportAccount } from "./export-account/export-account.ts";
import { exportOwn } from "./export-own/export-own.ts";
import { findAccount } from "./find-account/find-account.ts";
import { getAccount } from "./get-account/get-account.ts";
import { getBackupCodes } from "./get-backup-codes/get-backup-codes.ts";
import { getJwks } from "./get-jwks/get-jwks.ts";
import { getLogin } from "./get-login/get-login.ts";
import { getOpenapi } from "./get-openapi/get-openapi.ts";
import { getOpenidConfiguration } from "./get-openid-configuration/get-openid-configuration.ts";
import { getRecovery } from "./get-recovery/get-recovery.ts";
import { getService } from "./get-service/get-service.ts";
import { getSettings } from "./get-settings/get-settings.ts";
import { importAccounts } from "./import-accounts/import-accounts.ts";
import { inspectLink } from "./inspect-link/inspect-link.ts";
import { issueToken } from "./issue-token/issue-token.ts";
import { listAccountActivity } from "./list-account-activity/list-account-activity.ts";
import { listActivity } from "./list-activity/list-activity.ts";
import { listApprovals } from "./list-approvals/list-approvals.ts";
import { listAuthenticators } from "./list-authenticators/list-authenticators.ts";
import { listSessions } from "./list-sessions/list-sessions.ts";
import { listTrustedBrowsers } from "./list-trusted-browsers/list-trusted-browsers.ts";
import { lockAccount } from "./lock-account/lock-account.ts";
import { makeBackupCodes } from "./make-backup-codes/make-backup-codes.ts";
import { recordLifecycleEvent } from "./record-lifecycle-event/record-lifecycle-event.ts";
import { redeemLink } from "./redeem-link/redeem-link.ts";
import { redeemResult } from "./redeem-result/redeem-result.ts";
import { removeAuthenticator } from "./remove-authenticator/remove-authenticator.ts";
import { removeTrustedBrowser } from "./remove-trusted-browser/remove-trusted-browser.ts";
import { removeTrustedBrowsers } from "./remove-trusted-browsers/remove-trusted-browsers.ts";
import { renameAuthenticator } from "./rename-authenticator/rename-authenticator.ts";
import { renameTrustedBrowser } from "./rename-trusted-browser/rename-trusted-browser.ts";
import { resetAccount } from "./reset-account/reset-account.ts";
import { resetPassword } from "./reset-password/reset-password.ts";
import { returnLogin } from "./return-login/return-login.ts";
import { revealBackupCodes } from "./reveal-backup-codes/reveal-backup-codes.ts";
import { revokeAccess } from "./revoke-access/revoke-access.ts";
import { scanApproval } from "./scan-approval/scan-approval.ts";
import { startDelegatedLogin } from "./start-delegated-login/start-delegated-login.ts";
import { startLogin } from "./start-login/start-login.ts";
import { startRecovery } from "./start-recovery/start-recovery.ts";
import { startStepUp } from "./start-step-up/start-step-up.ts";
import { trustBrowser } from "./trust-browser/trust-browser.ts";
import { unlockAccount } from "./unlock-account/unlock-account.ts";
import { updateAccount } from "./update-account/update-account.ts";
import { updateSettings } from "./update-settings/update-settings.ts";
import { verifyLogin } from "./verify-login/verify-login.ts";
/** Every operation of the contract and its use case: one that is missing, or answers something else, does not compile. */
export const useCases = {
  startLogin,
  getLogin,
  cancelLogin,
  createChallenge,
  verifyLogin,
  issueToken,
  claimLogin,
  returnLogin,
  inspectLink,
  redeemLink,
  trustBrowser,
  getRecovery,
  startRecovery,
  cancelRecovery,
  enrolAuthenticator,
  activateEnrolment,
  listSessions,
  endSession,
  endOtherSession,
  endOtherSessions,
  listActivity,
  disavow,
  disavowOwn,
  changePassword,
  askPasswordReset,
  resetPassword,
  exportOwn,
  getSettings,
  updateSettings,
  startStepUp,
  listAuthenticators,
  addAuthenticator,
  activateAuthenticator,
  renameAuthenticator,
  removeAuthenticator,
  listApprovals,
  scanApproval,
  decideApproval,
  getBackupCodes,
  makeBackupCodes,
  revealBackupCodes,
  listTrustedBrowsers,
  renameTrustedBrowser,
  removeTrustedBrowser,
  removeTrustedBrowsers,
  getService,
  getOpenidConfiguration,
  getJwks,
  getOpenapi,
  createAccount,
  importAccounts,
  findAccount,
  getAccount,
  listAccountActivity,
  updateAccount,
  lockAccount,
  unlockAccount,
  revokeAccess,
  resetAccount,
  confirmReset,
  deleteAccount,
  exportAccount,
  startDelegatedLogin,
  redeemResult,
  recordLifecycleEvent,
} as const satisfies { readonly [K in OperationName]: UseCase<K, Dependencies> };
