import type { Authenticator, Subject } from "../domain/account.ts";
import type { Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { Holder, SecondFactorProof } from "../domain/login.ts";
import type { Recovery } from "../domain/recovery.ts";

/** A new method that was proved in a login, in the place of everything that the account had before. */
export interface Enrolled extends Traces {
  readonly holder: Holder;
  /** As it was read. */
  readonly subject: Subject;
  readonly recoveryId: string;
  readonly active: Authenticator;
  /** Ids of authenticators. */
  readonly gone: readonly string[];
  readonly proof: SecondFactorProof;
}

/** Recoveries of accounts: each write names in its condition what it goes on from, so that of two at once one counts. */
export interface Recoveries {
  /** Begins one in the place of whatever the account had, which is over. @returns whether that still stood. */
  begin(subject: Subject, recovery: Recovery, traces: Traces): Promise<boolean>;
  /** Under way → none. @returns whether this call did it. */
  cancel(of: { sub: string; epoch: number; recoveryId: string }, traces: Traces, now: Instant): Promise<boolean>;
  /**
   * Ready → none, once: the login is complete by the new method, the account's epoch moves, with which sessions, trusted
   * browsers and other logins end, and its other authenticators are gone. All or nothing.
   */
  enrol(enrolled: Enrolled, now: Instant): Promise<boolean>;
}
