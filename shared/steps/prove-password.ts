import type { Dependencies } from "../dependencies.ts";
import type { Credential } from "../domain/account.ts";
import { type Instant, toSeconds } from "../domain/duration.ts";
import { canonicalPassword } from "../domain/identifier.ts";
import { sourceFailures } from "../domain/limits.ts";
import { waitAfter } from "../domain/password-wait.ts";
import { Problem } from "../domain/problem.ts";
import type { Throttle } from "../domain/throttle.ts";
import { verifyPassword } from "./verify-password.ts";

type Needs = Pick<
  Dependencies,
  "config" | "directory" | "log" | "passwords" | "passwordVerifier" | "passwordWaits" | "throttles"
>;

export interface Tried {
  readonly identifierKey: string;
  /** In its one form, where it was typed with the password. */
  readonly identifier?: string;
  readonly password: string;
  /** The source's network. */
  readonly network: string;
  readonly now: Instant;
  /** What the step is charged besides the failure that it may be. */
  readonly also?: readonly Throttle[];
}

export interface ProvedPassword {
  readonly credential: Credential;
  /** Takes back what only a wrong password should have cost; to be run beside the next writes. */
  settle(): Promise<unknown>;
}

/** A password that was compared. Nobody is told the outcome but by what the step comes to as a whole. */
export interface ComparedPassword {
  /** Of the right password alone. */
  readonly credential: Credential | undefined;
  settle(): Promise<unknown>;
  /** Lets the charges stand, and the next try wait. */
  refuse(): Promise<unknown>;
}

/**
 * Checks a password: charges first, compares then. An identifier that nobody has costs the same calls and the same
 * hashing as one that somebody has, and is refused in the same words.
 *
 * @throws Problem `too_many_attempts` with the wait, `credentials_invalid`, or `unavailable`.
 */
export async function provePassword(tried: Tried, needs: Needs): Promise<ProvedPassword> {
  const { credential, settle, refuse } = await comparePassword(tried, needs);
  if (credential !== undefined) return { credential, settle };
  needs.log.write("answer_wrong", { method: "password" });
  await refuse();
  throw new Problem("credentials_invalid");
}

/**
 * The same, for a step that does not end with a wrong one.
 *
 * @throws Problem `too_many_attempts` with the wait; `unavailable` where nobody said whether it is right.
 */
export async function comparePassword(tried: Tried, needs: Needs): Promise<ComparedPassword> {
  const { identifierKey, network, now, also = [] } = tried;
  const { directory, log, passwordWaits, throttles } = needs;
  const { settings } = needs.config;
  const waitKey = `${identifierKey}#${network}`;
  const failures = sourceFailures(network, settings);
  const [credential, charged, tries] = await Promise.all([
    directory.findCredential(identifierKey),
    throttles.charge([failures, ...also], now),
    passwordWaits.charge(waitKey, settings.password, now),
  ]);
  // Ensure there is room for one more. What is not compared is no wrong password: the one pays nothing where the other
  // refuses.
  if (!charged.accepted) {
    if ("count" in tries) await passwordWaits.refund(waitKey, now);
    log.write("throttle_refused", { scope: charged.refusedBy.scope });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(charged.until - now) });
  }
  if ("waitUntil" in tries) {
    await throttles.refund([failures], now);
    log.write("throttle_refused", { scope: "password" });
    throw new Problem("too_many_attempts", { retryAfter: toSeconds(tries.waitUntil - now) });
  }

  const proved = await verifyPassword(tried, credential, needs);
  if (proved === "silent") {
    await Promise.all([passwordWaits.refund(waitKey, now), throttles.refund([failures], now)]);
    throw new Problem("unavailable", { retryAfter: 1 });
  }
  const wait = waitAfter(tries.count, settings.password);
  return {
    // A locked account refuses its own password in the words and the time of a wrong one: strangers learn nothing.
    credential: proved?.lockedAt === undefined ? proved : undefined,
    settle: () =>
      Promise.all([
        passwordWaits.clear(waitKey),
        throttles.refund([failures], now),
        upgrade(credential, tried.password, needs),
      ]),
    refuse: async () => wait > 0 && passwordWaits.extend(waitKey, now + wait),
  };
}

/** A hash of another system's, or of smaller parameters, is made anew now that the password is known to be right. */
async function upgrade(
  credential: Credential | undefined,
  password: string,
  { config, directory, passwords }: Needs,
): Promise<void> {
  // What another directory found right is no business of a hash that may still stand here.
  if (config.settings.password.verifier !== undefined) return;
  const stored = credential?.passwordHash;
  if (credential === undefined || stored === undefined || passwords.isCurrent(stored)) return;
  const hash = await passwords.hash(canonicalPassword(password));
  await directory.upgradePassword(credential.identifierKey, stored, hash);
}
