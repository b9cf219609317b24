import * as z from "zod/mini";
import type { Settings } from "../settings.ts";
import type { Authenticator, Subject } from "./account.ts";
import { hours, type Instant } from "./duration.ts";
import type { Login } from "./login.ts";

/**
 * The way back of somebody who has lost the second factor; an account has one at a time, beside its settings. Whatever
 * moves the account's epoch voids it.
 *
 *     proving ── one proof ──▶ waiting ── a day ──▶ ready ── enrolled anew ──▶ over
 *        └────── two different proofs, or the operator ──────▲     (cancelled at any time, or past its end ──▶ over)
 */
export const Recovery = z.object({
  recoveryId: z.string(),
  /** The account's. */
  epoch: z.int(),
  by: z.enum(["person", "operator"]),
  /** What was proved, each once. */
  proofs: z.array(z.object({ authenticatorId: z.string(), type: z.enum(["phone", "email", "totp", "backup_codes"]) })),
  startedAt: z.int(),
  /** From when the account can be enrolled anew; none while the proofs do not suffice. */
  readyAt: z.optional(z.int()),
  /** Gone from then on. */
  expiresAt: z.int(),
});
export type Recovery = z.infer<typeof Recovery>;
type Proof = Recovery["proofs"][number];

/** How long proofs are collected. */
const patience = hours(24);

export const personsRecovery = (recoveryId: string, { epoch }: Subject, now: Instant): Recovery => ({
  recoveryId,
  epoch,
  by: "person",
  proofs: [],
  startedAt: now,
  expiresAt: now + patience,
});

/** @param epoch the account's after the grant, which ends what is signed in. */
export const operatorsRecovery = (
  recoveryId: string,
  epoch: number,
  { recovery }: Pick<Settings, "recovery">,
  now: Instant,
): Recovery => ({
  recoveryId,
  epoch,
  by: "operator",
  proofs: [],
  startedAt: now,
  readyAt: now,
  expiresAt: now + hours(recovery.grantHours),
});

/** The recovery as one more proof leaves it. Backup codes are one of two: never the only one, wait or not. */
export function withProof(
  before: Recovery,
  proof: Proof,
  { recovery: { waitHours, grantHours } }: Pick<Settings, "recovery">,
  now: Instant,
): Recovery {
  const proofs = [...before.proofs, proof];
  const isEnough = proofs.length > 1;
  if (!isEnough && proof.type === "backup_codes") return { ...before, proofs };
  const readyAt = isEnough ? now : now + hours(waitHours);
  return { ...before, proofs, readyAt, expiresAt: readyAt + hours(grantHours) };
}

/** Whether this was proved for it, or what goes to the same place. */
export const isProvedBy = (
  { proofs }: Recovery,
  { authenticatorId, type, destination }: Pick<Authenticator, "authenticatorId" | "type" | "destination">,
  authenticators: readonly Authenticator[],
): boolean =>
  proofs.some((proof) => {
    if (proof.authenticatorId === authenticatorId) return true;
    const proved = authenticators.find((one) => one.authenticatorId === proof.authenticatorId);
    return destination !== "" && proved?.type === type && proved.destination === destination;
  });

/** The account's recovery, while it is under way. */
export function recoveryOf({ recovery, epoch }: Pick<Subject, "recovery" | "epoch">, now: Instant) {
  return recovery !== undefined && recovery.epoch === epoch && recovery.expiresAt > now ? recovery : undefined;
}

export const isReady = ({ readyAt }: Recovery, now: Instant): boolean => readyAt !== undefined && readyAt <= now;

/** The recovery by which the account is to be enrolled anew, before anything else opens it. */
export function enrolmentDue(subject: Pick<Subject, "recovery" | "epoch">, now: Instant): Recovery | undefined {
  const recovery = recoveryOf(subject, now);
  return recovery !== undefined && isReady(recovery, now) ? recovery : undefined;
}

/**
 * Whether something came between that makes a login void: a password change, a reset or "not me"; a recovery that has
 * become ready, since when what was registered before opens nothing; or the end of the recovery that it was for.
 */
export function isVoid(
  { epoch, purpose, recoveryId }: Pick<Login, "epoch" | "purpose" | "recoveryId">,
  subject: Pick<Subject, "recovery" | "epoch">,
  now: Instant,
): boolean {
  if (subject.epoch !== epoch) return true;
  if (purpose === "sign_in") return enrolmentDue(subject, now) !== undefined;
  if (purpose === "step_up") return false;
  const standing = recoveryOf(subject, now);
  return standing === undefined || standing.recoveryId !== recoveryId || isReady(standing, now);
}
