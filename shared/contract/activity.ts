/**
 * Everything that is kept of what happened to an account, by whomever. A new kind begins here; the compiler then names
 * every place that lacks its words.
 */
export const activityKinds = [
  "account_made",
  "account_changed",
  "account_locked",
  "account_unlocked",
  "access_revoked",
  "reset_asked",
  "methods_reset",
  "password_reset",
  "account_deleted",
  "method_retired",
  "second_factor_ended",
  "account_closed",
  "signed_in",
  "stepped_up",
  "code_sent",
  "code_wrong",
  "code_accepted",
  "login_locked",
  "login_cancelled",
  "login_denied",
  "attempts_exhausted",
  "password_refused",
  "method_begun",
  "method_added",
  "method_replaced",
  "method_renamed",
  "method_removed",
  "method_disabled",
  "method_unreachable",
  "switched_on",
  "switched_off",
  "settings_changed",
  "backup_codes_made",
  "backup_codes_shown",
  "session_ended",
  "browser_trusted",
  "browser_copied",
  "browser_renamed",
  "browser_removed",
  "browsers_removed",
  "sessions_ended",
  "disavowed",
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** Who did it: the person, or whoever passes for them; the operator's people; or the service by itself. */
export const activityActors = ["person", "operator", "service"] as const;
