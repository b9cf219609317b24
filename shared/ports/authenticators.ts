import type { Authenticator, PendingProof, Subject } from "../domain/account.ts";
import type { Activity, Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Share } from "../domain/shared-counter.ts";
import type { Throttle } from "../domain/throttle.ts";
import type { Stored } from "./logins.ts";

/** What stood when a change was planned: it is made only if that still stands. */
export interface Basis {
  readonly sub: string;
  readonly epoch: number;
  readonly version: number;
}

/** A change of an account, all or nothing. */
export interface AccountChange extends Traces {
  readonly subject?: Partial<
    Pick<Subject, "secondFactor" | "defaultMethodId" | "trustDays" | "signInNotices" | "locale">
  >;
  /** Left out of the subject from now on. */
  readonly forgetsDefault?: boolean;
  /** No browser is trusted any more. */
  readonly endsTrust?: boolean;
  readonly put?: readonly Authenticator[];
  readonly remove?: readonly string[];
}

/** What is stored of a new authenticator that has to be proved, and what its message is charged. */
interface PlannedProof {
  readonly authenticator: Authenticator;
  /** Messages sent for it before; the item must still say so. */
  readonly sendsBefore: number;
  readonly charges: readonly Throttle[];
  readonly shares: readonly Share[];
  readonly receipt: string | undefined;
  readonly activity: Activity;
}

/** Changes of an account's settings and authenticators. */
export interface Authenticators {
  /** @returns whether it was made; not where the account has been changed since it was read. */
  change(basis: Basis, change: AccountChange): Promise<boolean>;
  /** Stores a new authenticator, not yet proved, and charges its message, all or nothing. */
  storePending(sub: string, planned: PlannedProof, now: Instant): Promise<Stored | "changed">;
  /** Takes one of the tries left, before anything is compared. @returns the authenticator, if it is pending and may be tried. */
  chargeTry(sub: string, authenticatorId: string, now: Instant): Promise<Authenticator | undefined>;
  /** The message came to nothing. */
  recordUnsent(
    sub: string,
    authenticatorId: string,
    proof: PendingProof,
    delivery: "failed" | "unknown",
  ): Promise<void>;
  /** @returns whether there is one. */
  rename(sub: string, authenticatorId: string, name: string, activity: Activity): Promise<boolean>;
}
