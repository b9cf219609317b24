import type { Dependencies } from "../../shared/dependencies.ts";
import { type Login, liveChallenge, statusOf } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { decideLogin } from "../../shared/steps/decide-login.ts";
import { type Held, holdAnySession } from "../../shared/steps/hold-session.ts";

/**
 * Somebody signed in answers what an app was asked, or what a scanned QR code would allow. Whoever answers gets nothing
 * of the login. Two round trips: the session, the account and the login, with an attempt charged where a number is to
 * be compared; then the one write, of which the first wins.
 */
export async function decideApproval(request: RequestOf<"decideApproval">, dependencies: Dependencies) {
  const { body, params, session, source } = request;
  const { decision, acknowledged, matchNumber } = body;
  const holding = holdAnySession(session, dependencies);
  // Told where it is awaited: nothing is compared or decided before.
  holding.catch(() => undefined);
  const { network } = await source();
  await decideLogin(
    {
      asked: { loginId: params.loginId, sub: session.sub },
      decision,
      acknowledged,
      matchNumber,
      network,
      now: dependencies.clock.now(),
      refusalOf: async (login) => refusalOf(login, await holding),
    },
    dependencies,
  );
  return { outcome: decision === "approve" ? ("approved" as const) : ("denied" as const) };
}

/** Why this session may not decide this login, or not any more. */
function refusalOf(login: Login | undefined, { account, session, now }: Held): Problem | undefined {
  if (login === undefined) return new Problem("not_found");
  // Ensure that it is one's own login, whatever has become of it.
  if (login.sub !== account.subject.sub) return new Problem("forbidden", { detail: "it is another account's login" });
  if (statusOf(login, now) !== "pending" || login.decision !== undefined) return new Problem("login_closed");
  const challenge = liveChallenge(login, now);
  // Ensure that it was asked of this app, or that the code was scanned here.
  const isAsked =
    challenge?.type === "app" &&
    !challenge.isUnasked &&
    (session.app ?? challenge.authenticatorId) === challenge.authenticatorId;
  const isScanned = challenge?.type === "qr" && challenge.scannedBy === session.sessionId;
  return isAsked || isScanned ? undefined : new Problem("login_closed");
}
