import type { Account, Authenticator, Credential, Subject } from "../domain/account.ts";
import type { Traces } from "../domain/activity.ts";
import type { Instant } from "../domain/duration.ts";
import type { WaitingReset } from "../domain/reset.ts";

/** What an operator, or a fact that the operator reports, changes of an account: all or nothing. */
export interface OperatorChange extends Traces {
  readonly subject?: Partial<Pick<Subject, "identifier" | "locale" | "secondFactor" | "lockedAt" | "recovery">>;
  /** Left out of the subject from now on. */
  readonly forgets?: readonly ("defaultMethodId" | "disavowedAt" | "lockedAt")[];
  /** Sessions, logins under way and trusted browsers end: the epoch moves. */
  readonly endsAccess?: boolean;
  readonly voidsPassword?: boolean;
  /** The credential as it stands, where the identifier changes: it moves with it. */
  readonly credential?: Credential;
  readonly put?: readonly Authenticator[];
  /** Ids of authenticators. */
  readonly remove?: readonly string[];
  /** The reset that it carries out, once. */
  readonly confirms?: { readonly resetId: string; readonly at: Instant };
  /** The event that it heeds, once. */
  readonly heeds?: HeededEvent;
}

export interface HeededEvent {
  readonly eventId: string;
  readonly type: string;
  readonly at: Instant;
}

/** `repeated`: the event was heeded before · `confirmed`: the reset was carried out before, or its time is over. */
type Changed = "done" | "changed" | "identifier_taken" | "repeated" | "confirmed";

/** Changes of accounts by the operator. */
export interface Administration {
  /** @returns `changed` where the account is not any more as it was read. */
  change(account: Account, change: OperatorChange): Promise<Changed>;
  /** Keeps that an event was heeded, although it changed nothing. @returns whether it was new. */
  heed(event: HeededEvent): Promise<boolean>;
  /** Takes an account away, but for what is kept of what happened to it. @returns whether it still was as it was read. */
  remove(account: Account, traces: Traces): Promise<boolean>;
  /** Keeps a reset until somebody else confirms it. */
  askReset(reset: WaitingReset, traces: Traces): Promise<void>;
  findReset(sub: string, resetId: string): Promise<WaitingReset | undefined>;
}
