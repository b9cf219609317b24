import type { Dependencies } from "../../shared/dependencies.ts";
import type { Account, Authenticator } from "../../shared/domain/account.ts";
import type { Consumption } from "../../shared/domain/consumption.ts";
import { type Instant, toSeconds } from "../../shared/domain/duration.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import { type Notice, ownNotice } from "../../shared/domain/notice.ts";
import { Problem } from "../../shared/domain/problem.ts";
import { cleanTypedCode } from "../../shared/domain/typed-code.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { methods } from "../../shared/methods/index.ts";
import { authenticatorViewOf, isListed } from "../../shared/steps/account-view.ts";
import { holdSession } from "../../shared/steps/hold-session.ts";

type Request = RequestOf<"activateAuthenticator">;

/**
 * Proves a new authenticator: charge, compare, and one write that makes it count, takes away what it replaces, and
 * switches two-step verification on where it is the first.
 */
export async function activateAuthenticator({ body, params, session }: Request, needs: Dependencies) {
  const { authenticators, config, log, throttles } = needs;
  const { settings } = config;
  const code = assertCode(body.code);
  const { account, now } = await holdSession(session, needs);
  const { sub, epoch, version } = account.subject;
  const { authenticatorId } = params;
  const own = subjectFailures(sub, settings);
  const [pending, budget] = await Promise.all([
    authenticators.chargeTry(sub, authenticatorId, now),
    throttles.charge([own], now),
  ]);
  if (pending === undefined) {
    if (budget.accepted) await throttles.refund([own], now);
    throw refusalOf(account, authenticatorId, now);
  }
  if (!budget.accepted) {
    log.write("throttle_refused", { scope: budget.refusedBy.scope });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(budget.until - now) });
  }

  const consumed = await verify(pending, code, sub, needs, now);
  const { proof, ...proved } = pending;
  const active: Authenticator = { ...proved, ...consumed, status: "active", createdAt: now };
  const replaced = account.authenticators.filter((one) => isReplaced(one, active, proof?.replaces));
  const isChanged = await authenticators.change(
    { sub, epoch, version },
    {
      subject: { secondFactor: true },
      put: [active],
      remove: replaced.map((one) => one.authenticatorId),
      forgetsDefault: replaced.some((one) => account.subject.defaultMethodId?.endsWith(`.${one.authenticatorId}`)),
      notices: noticesOf(account, active, replaced, now),
    },
  );
  if (!isChanged) throw new Problem("changed_meanwhile");
  await throttles.refund([own], now);

  if (!isListed(active)) throw new Error("backup codes are proved by nobody");
  const others = account.authenticators.filter(
    (one) => one.authenticatorId !== authenticatorId && !replaced.includes(one),
  );
  return authenticatorViewOf(active, { ...account, authenticators: [...others, active] }, settings);
}

function assertCode(typed: string): string {
  const code = cleanTypedCode(typed);
  if (code !== undefined) return code;
  throw new Problem("invalid_request", { errors: [{ pointer: "/code", detail: "must be 6 digits" }] });
}

/** Why there was nothing to try. */
function refusalOf({ authenticators }: Account, authenticatorId: string, now: Instant): Problem {
  const known = authenticators.find((one) => one.authenticatorId === authenticatorId);
  if (known?.proof === undefined) return new Problem("not_found");
  if (known.proof.expiresAt <= now) return new Problem("code_expired");
  return new Problem("too_many_attempts", { retryAfter: toSeconds(known.proof.expiresAt - now) });
}

/** @returns what the right answer leaves on the authenticator. */
async function verify(pending: Authenticator, code: string, sub: string, needs: Dependencies, now: Instant) {
  const { config, log, roots } = needs;
  const { challenge, attemptsLeft = 0 } = pending.proof ?? {};
  if (challenge !== undefined && challenge.expiresAt <= now) throw new Problem("code_expired");
  const type = challenge?.type ?? "totp";
  const [root, vault] = await Promise.all([
    challenge === undefined ? roots.challenge.current() : roots.challenge.find(challenge.keyId),
    pending.seed === undefined ? undefined : roots.vault.find(pending.seed.keyId),
  ]);
  const verdict =
    root === undefined
      ? { right: false as const }
      : methods[type].verify({
          challenge: challenge ?? appChallenge(pending, root.keyId, now),
          authenticator: pending,
          sub,
          code,
          codeKey: root.derive("out-of-band-code"),
          vaultKey: (purpose) => vault?.derive(purpose),
          settings: config.settings,
          now,
        });
  if (verdict.right) return leftBy("consumes" in verdict ? verdict.consumes : undefined);
  log.write("answer_wrong", { method: type });
  throw new Problem("challenge_failed", { attemptsLeft });
}

/** The code that proved an app does not also sign in. */
const leftBy = (consumes: Consumption | undefined): Pick<Authenticator, "lastStep"> =>
  consumes?.kind === "totp_step" ? { lastStep: consumes.step } : {};

/** An app is asked nothing: its seed says all. */
const appChallenge = ({ authenticatorId }: Authenticator, keyId: string, now: Instant) => ({
  challengeId: authenticatorId,
  methodId: `totp.${authenticatorId}`,
  type: "totp" as const,
  authenticatorId,
  keyId,
  reference: "",
  createdAt: now,
  expiresAt: now + 1,
  lastSentAt: now,
  delivery: "none" as const,
});

/** What it was to replace; and with a new app goes the app before it, and with that the backup codes that belong to it. */
function isReplaced(one: Authenticator, active: Authenticator, replaces: string | undefined): boolean {
  if (one.authenticatorId === active.authenticatorId) return false;
  if (one.authenticatorId === replaces) return true;
  return active.type === "totp" && one.status !== "pending" && (one.type === "totp" || one.type === "backup_codes");
}

function noticesOf(
  { subject }: Account,
  active: Authenticator,
  replaced: readonly Authenticator[],
  now: Instant,
): Notice[] {
  const { sub, secondFactor } = subject;
  const old = replaced.find(({ type }) => type !== "backup_codes");
  const alsoTo = replaced.flatMap(({ type, destination }) =>
    type === "phone" || type === "email" ? [{ type, destination }] : [],
  );
  const kind = old === undefined ? "method_added" : "method_replaced";
  const { authenticatorId } = active;
  const notices = [
    ownNotice(kind, sub, authenticatorId, now, alsoTo.length === 0 ? undefined : alsoTo),
    ...(secondFactor ? [] : [ownNotice("switched_on", sub, authenticatorId, now)]),
  ];
  // Whoever put it there reads it there: what the account had before is to be told.
  return notices.map((notice) => ({ ...notice, authenticatorId }));
}
