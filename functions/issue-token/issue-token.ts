import type { Dependencies } from "../../shared/dependencies.ts";
import { type Instant, seconds, toRfc3339, toSeconds } from "../../shared/domain/duration.ts";
import { isIssuable, type Login } from "../../shared/domain/login.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { isVoid } from "../../shared/domain/recovery.ts";
import { sessionOf, sessionSecretOf, sessionTokenOf, wholeLimitOf } from "../../shared/domain/session.ts";
import { Reply } from "../../shared/http/reply.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { cookieOf } from "../../shared/http/session.ts";
import { resultClaims, resultType } from "../../shared/methods/claims.ts";
import { assertAccepted, isHeldBy, refusalOfLogin } from "../../shared/steps/hold-login.ts";
import { confirmBrowser, rememberSignIn } from "../../shared/steps/settle-sign-in.ts";

type Needs = Pick<
  Dependencies,
  "clock" | "config" | "directory" | "habits" | "logins" | "roots" | "sessions" | "signer" | "trustedBrowsers"
>;

/**
 * Turns a completed login into a signed result. Two round trips: the login and the subject; then, once the result is
 * signed, the mark of issue. A signer that is down thus costs the login nothing, and for 60 s from the mark the same
 * result comes again, so that a lost answer costs nothing either.
 */
export async function issueToken({ body, holder, source }: RequestOf<"issueToken">, needs: Needs) {
  const { clock, config, directory, habits, logins, signer } = needs;
  const now = clock.now();
  const [login, subject, known] = await Promise.all([
    logins.find(holder.loginId),
    directory.findSubject(holder.sub),
    habits.find(holder.sub),
  ]);
  // Ensure the login is complete, and the holder is the one who completed it.
  if (!isHeldBy(login, holder) || !isIssuable(login, now)) throw refusalOfLogin(login, holder, now);
  // Ensure that it is ours to give: what a backend began, its backend alone is given.
  if (login.delegated !== undefined) throw new Problem("forbidden", { detail: "its backend redeems the result" });
  // Ensure that no password change, reset or recovery came between.
  if (subject === undefined || isVoid(login, subject, now)) throw new Problem("login_closed");

  const resultAt = async (at: Instant) => {
    const claims = resultClaims(login, at, config.origin, config.settings);
    return { token: await signer.sign({ typ: resultType }, claims), expiresAt: toRfc3339(seconds(claims.exp)) };
  };
  const at = login.issuedAt ?? now;
  const result = await resultAt(at);
  const [issued, session] = await Promise.all([
    logins.issue(holder, now),
    beginSession(login, body.session, needs, now),
    confirmBrowser(login, needs),
    rememberSignIn(login, known, (await source()).network, needs, now),
  ]);
  assertAccepted(issued, holder, now);
  // Another call may have been first: then its time is the result's.
  const own = issued.issuedAt === undefined || issued.issuedAt === at ? result : await resultAt(issued.issuedAt);
  if (session === undefined) return own;
  if (body.session === "bearer") return { ...own, sessionToken: session };
  return new Reply(own, { cookies: [cookieOf(session, toSeconds(wholeLimitOf(config.settings.session)))] });
}

/**
 * The session for `/v1/me`: that of a sign-in, never of a step-up, nor of one that an exemption spared the second
 * factor. The same login has the same one, so that a repeated call makes no second.
 *
 * @returns its token.
 */
async function beginSession(
  login: Login,
  wanted: RequestOf<"issueToken">["body"]["session"],
  { config, roots, sessions }: Needs,
  now: Instant,
): Promise<string | undefined> {
  if (wanted === "none" || login.purpose !== "sign_in" || login.exempted !== undefined) return undefined;
  const root = await roots.challenge.current();
  const secret = sessionSecretOf(root.derive("session"), login.loginId);
  await sessions.create(sessionOf(login, secret, config.settings.session, now));
  return sessionTokenOf(login.sub, secret);
}
