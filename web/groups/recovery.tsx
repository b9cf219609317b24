import { EnrolPage } from "../pages/enrol.tsx";
import { ForgottenPasswordPage } from "../pages/forgotten-password.tsx";
import { NotMePage } from "../pages/not-me.tsx";
import { PasswordsElsewherePage } from "../pages/passwords-elsewhere.tsx";
import { RecoverPage } from "../pages/recover.tsx";
import { ResetPasswordPage } from "../pages/reset-password.tsx";
import { StopRecoveryPage } from "../pages/stop-recovery.tsx";
import { service } from "../service.ts";
import type { Flow } from "../state/flow.ts";

/** What is opened by a mail, or leads to one; and the way back of whoever has lost the second factor. */
export function RecoveryPages({ page, held }: Flow) {
  if (page === "recover" && held) return <RecoverPage held={held} key={page} />;
  if (page === "enrol" && held) return <EnrolPage held={held} key={page} />;
  if (page === "stopRecovery") return <StopRecoveryPage key={page} />;
  if (page === "notMe") return <NotMePage />;
  if (service.passwordsElsewhere !== undefined) return <PasswordsElsewherePage />;
  return page === "resetPassword" ? <ResetPasswordPage /> : <ForgottenPasswordPage />;
}
