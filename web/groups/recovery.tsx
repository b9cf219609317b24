import { ForgottenPasswordPage } from "../pages/forgotten-password.tsx";
import { NotMePage } from "../pages/not-me.tsx";
import { PasswordsElsewherePage } from "../pages/passwords-elsewhere.tsx";
import { ResetPasswordPage } from "../pages/reset-password.tsx";
import { service } from "../service.ts";
import type { Flow } from "../state/flow.ts";

/** What is opened by a mail, or leads to one. */
export function RecoveryPages({ page }: Flow) {
  if (service.passwordsElsewhere !== undefined && page !== "notMe") return <PasswordsElsewherePage />;
  if (page === "forgottenPassword") return <ForgottenPasswordPage />;
  return page === "resetPassword" ? <ResetPasswordPage /> : <NotMePage />;
}
