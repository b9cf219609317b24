import type { Authenticator } from "../../domain/account.ts";
import { minutes } from "../../domain/duration.ts";
import { Problem } from "../../domain/problem.ts";
import type { Acting } from "../hold-session.ts";

/** Long enough to install an app. */
export const proofTime = minutes(15);
/** Wrong answers that a new authenticator stands. */
export const proofTries = 5;
/** So many at most, proved or not: nobody has more, and the account is read as a whole. */
const mostAuthenticators = 10;

/** @throws Problem when the account has no room for another; what waits for its proof may be asked for again. */
export function assertRoom({ account, now }: Pick<Acting, "account" | "now">): void {
  const isThere = ({ proof }: Authenticator) => proof === undefined || proof.expiresAt > now;
  if (account.authenticators.filter(isThere).length < mostAuthenticators) return;
  throw new Problem("invalid_request", { detail: `an account has ${mostAuthenticators} authenticators at most` });
}
