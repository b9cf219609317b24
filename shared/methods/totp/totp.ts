import { verifySync } from "otplib";
import { toEpochSeconds } from "../../domain/duration.ts";
import { unseal } from "../../domain/seal.ts";
import type { HeldMethod } from "../method.ts";

/** Seconds of a time step (RFC 6238 4.1). */
const stepSeconds = 30;

/** What a seed is sealed for: it opens for this authenticator of this subject alone. */
export const seedBinding = (sub: string, authenticatorId: string): string => `totp#${sub}#${authenticatorId}`;

/** A code of an authenticator app (RFC 6238). */
export const totp: HeldMethod<"totp"> = {
  type: "totp",
  channel: undefined,
  amr: ["otp"],
  offer: ({ authenticatorId, type, status, name }) =>
    type === "totp" && status === "active"
      ? { methodId: `totp.${authenticatorId}`, type: "totp", hint: name ?? "" }
      : undefined,
  verify: ({ authenticator, sub, code, vaultKey, settings, now }) => {
    const { seed, authenticatorId, lastStep } = authenticator;
    const key = vaultKey("totp-seed");
    if (seed === undefined || key === undefined) return { right: false };
    const secret = unseal(key, seed.sealed, seedBinding(sub, authenticatorId));
    const step = acceptedStep(secret, code, { now, tolerance: settings.totp.toleranceSteps, lastStep });
    return step === undefined ? { right: false } : { right: true, consumes: { kind: "totp_step", step } };
  },
};

interface When {
  readonly now: number;
  /** Steps that the app's clock may be off. */
  readonly tolerance: number;
  readonly lastStep?: number | undefined;
}

/**
 * The time step whose code it is.
 *
 * @param secret the seed, 20 bytes.
 * @returns nothing for a wrong code, and for one of a step that was accepted before or is older.
 */
export function acceptedStep(secret: Uint8Array, code: string, { now, tolerance, lastStep }: When): number | undefined {
  try {
    const found = verifySync({
      secret,
      token: code,
      epoch: toEpochSeconds(now),
      epochTolerance: tolerance * stepSeconds,
      ...(lastStep === undefined ? {} : { afterTimeStep: lastStep }),
    });
    if (!found.valid || !("timeStep" in found) || typeof found.timeStep !== "number") return undefined;
    return lastStep !== undefined && found.timeStep <= lastStep ? undefined : found.timeStep;
  } catch {
    // It throws for what cannot be a code: eight digits, or a clock behind the last step.
    return undefined;
  }
}
