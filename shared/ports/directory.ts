import type { Account, Credential, Subject } from "../domain/account.ts";
import type { Activity, Traces } from "../domain/activity.ts";
import type { Reach } from "../domain/channel.ts";
import type { Instant } from "../domain/duration.ts";
import type { Session } from "../domain/session.ts";
import type { Throttle } from "../domain/throttle.ts";
import type { WholeAccount } from "../domain/trusted-browser.ts";

/** A wrong answer. */
export interface Missed {
  readonly sub: string;
  readonly authenticatorId: string;
  /** So many in a row disable the authenticator. */
  readonly limit: number;
  readonly activities: readonly Activity[];
  /** Kept where it is disabled. */
  readonly disabling: Activity;
  /** The budget that it is charged with the same write, where it was not charged before. */
  readonly charge?: Pending | undefined;
}

/** A charge that is still to be made. */
export interface Pending {
  readonly throttle: Throttle;
  /** As it was read: a lost bet on that costs one more round trip. */
  readonly isOpen: boolean;
  readonly now: Instant;
}

/** `fullUntil`: the budget was used up, so nothing was counted. */
export interface Counted {
  readonly disabled: boolean;
  readonly fullUntil?: Instant | undefined;
}

/** A new password, and what comes with it. */
export interface PasswordSetting extends Traces {
  readonly passwordHash: string;
  /** Begins with it. */
  readonly session?: Session | undefined;
  /** Ids of authenticators that go with it. */
  readonly gone?: readonly string[];
  /** Whether the default method is left out of the subject from then on. */
  readonly forgetsDefault?: boolean;
}

/** `created_before`: the identifier opens just this subject already, by the same call before. */
type Created = "created" | "created_before" | "identifier_taken";

/** Accounts and what opens them. All reads are consistent. */
export interface Directory {
  /** One read. */
  findCredential(identifierKey: string): Promise<Credential | undefined>;
  /** One query: the subject, its authenticators and its trusted browsers. */
  findAccount(sub: string): Promise<WholeAccount | undefined>;
  /** One read. */
  findSubject(sub: string): Promise<Subject | undefined>;
  /** One transaction; nothing is written when the identifier belongs to another account. */
  create(account: Account, credential: Credential, activity: Activity): Promise<Created>;
  /** Puts another hash of the same password in the place of one; where that is not there any more, nothing happens. */
  upgradePassword(identifierKey: string, from: string, to: string): Promise<void>;
  /** Marks a number, an address or an app as dead on that way. @returns whether it was alive until now. */
  markUnreachable(sub: string, authenticatorId: string, channel: Reach, activity: Activity): Promise<boolean>;
  /**
   * Moves the epoch of subject and credential, marks the subject, and has the password changed before it opens anything.
   *
   * @returns whether it was done; not where the subject is in another epoch, or goes by another identifier by now.
   */
  disavow(subject: Subject, traces: Traces, now: Instant): Promise<boolean>;
  /**
   * Sets the password and moves the epoch of subject and credential; it is not due to be changed any more, and nothing
   * is disavowed.
   *
   * @returns whether it was done; not where the subject is locked, in another epoch, or goes by another identifier by now.
   */
  setPassword(subject: Subject, setting: PasswordSetting): Promise<boolean>;
  /** Counts a wrong answer against the authenticator, and disables it at the limit. @returns whether it did. */
  countMiss(missed: Missed): Promise<Counted>;
}
