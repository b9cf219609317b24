import { ForgottenPasswordPage } from "../pages/forgotten-password.tsx";
import { NotMePage } from "../pages/not-me.tsx";
import { ResetPasswordPage } from "../pages/reset-password.tsx";
import type { Flow } from "../state/flow.ts";

/** What is opened by a mail, or leads to one. */
export function RecoveryPages({ page }: Flow) {
  if (page === "forgottenPassword") return <ForgottenPasswordPage />;
  return page === "resetPassword" ? <ResetPasswordPage /> : <NotMePage />;
}
