import type { Dependencies } from "../../shared/dependencies.ts";
import { liveChallenge, statusOf } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isQrAlive, isQrTokenOf, readQrToken } from "../../shared/domain/qr-token.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { factsOf } from "../../shared/steps/approval-facts.ts";
import { holdAnySession } from "../../shared/steps/hold-session.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "logins" | "roots" | "sessions">;

/**
 * A QR code was scanned and opened by somebody signed in, who is shown what it would allow and may then decide it. Two
 * round trips: the session, the account and the login; then the mark of who scanned it. Opened again, it shows the same.
 */
export async function scanApproval({ body, session }: RequestOf<"scanApproval">, needs: Needs) {
  const { logins, roots } = needs;
  const name = readQrToken(body.token);
  const [{ account, now }, login, root] = await Promise.all([
    holdAnySession(session, needs),
    name === undefined ? undefined : logins.find(name.loginId),
    name === undefined ? undefined : roots.challenge.find(name.keyId),
  ]);
  // Ensure that it is a code of ours; a login that is gone looks as one that never was.
  if (name === undefined || root === undefined || login === undefined) throw new Problem("not_found");
  const { challenge } = login;
  if (challenge?.type !== "qr") throw new Problem("login_closed");
  if (!isQrTokenOf(root.derive("qr"), body.token, challenge.challengeId)) throw new Problem("not_found");
  // Ensure that who scanned it is who would be signed in.
  if (login.sub !== account.subject.sub) throw new Problem("forbidden", { detail: "it is another account's login" });
  // Ensure that there is something to decide, and that the code is of this moment.
  if (statusOf(login, now) !== "pending" || login.decision !== undefined) throw new Problem("login_closed");
  if (liveChallenge(login, now) === undefined || !isQrAlive(name.step, now)) throw new Problem("link_expired");
  if (!(await logins.markScanned(login, challenge, session.sessionId, now))) throw new Problem("login_closed");
  return { loginId: login.loginId, ...factsOf(login, challenge) };
}
