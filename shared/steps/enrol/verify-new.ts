import type { Dependencies } from "../../dependencies.ts";
import type { Authenticator } from "../../domain/account.ts";
import type { Instant } from "../../domain/duration.ts";
import type { Challenge } from "../../domain/login.ts";
import { Problem } from "../../domain/problem.ts";
import { methods } from "../../methods/index.ts";
import type { Verdict } from "../../methods/method.ts";

/**
 * Compares the code that proves a new authenticator; the try was charged before.
 *
 * @returns what the right answer leaves on the authenticator.
 * @throws Problem `challenge_failed`, or `code_expired` where what was sent is too old.
 */
export async function verifyNew(pending: Authenticator, code: string, sub: string, needs: Dependencies, now: Instant) {
  const { challenge, attemptsLeft = 0 } = pending.proof ?? {};
  if (challenge !== undefined && challenge.expiresAt <= now) throw new Problem("code_expired");
  const asked = challenge ?? appChallenge(pending, now);
  const verdict = await verdictOn({ pending, asked, code, sub }, needs, now);
  if (verdict.right) return leftBy(verdict);
  needs.log.write("answer_wrong", { method: asked.type });
  throw new Problem("challenge_failed", { attemptsLeft });
}

interface Answered {
  readonly pending: Authenticator;
  readonly asked: Challenge;
  readonly code: string;
  readonly sub: string;
}

async function verdictOn(
  { pending, asked, code, sub }: Answered,
  { config, roots }: Dependencies,
  now: Instant,
): Promise<Verdict> {
  const { seed } = pending;
  const [root, vault] = await Promise.all([
    seed === undefined ? roots.challenge.find(asked.keyId) : roots.challenge.current(),
    seed === undefined ? undefined : roots.vault.find(seed.keyId),
  ]);
  if (root === undefined) return { right: false };
  return methods[asked.type].verify({
    challenge: asked,
    authenticator: pending,
    sub,
    code,
    codeKey: root.derive("out-of-band-code"),
    vaultKey: (purpose) => vault?.derive(purpose),
    settings: config.settings,
    now,
  });
}

/** The code that proved an app does not also sign in. */
const leftBy = (verdict: Verdict): Pick<Authenticator, "lastStep"> =>
  verdict.right && verdict.consumes?.kind === "totp_step" ? { lastStep: verdict.consumes.step } : {};

/** An app is asked nothing: its seed says all. */
const appChallenge = ({ authenticatorId }: Authenticator, now: Instant): Challenge => ({
  challengeId: authenticatorId,
  methodId: `totp.${authenticatorId}`,
  type: "totp",
  authenticatorId,
  keyId: "",
  reference: "",
  createdAt: now,
  expiresAt: now,
  lastSentAt: now,
  delivery: "none",
});
