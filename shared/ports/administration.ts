import type { Account, Authenticator, Credential, Subject } from "../domain/account.ts";
import type { Traces } from "../domain/activity.ts";

/** What an operator, or a fact that the operator reports, changes of an account: all or nothing. */
export interface OperatorChange extends Traces {
  readonly subject?: Partial<Pick<Subject, "identifier" | "locale" | "secondFactor" | "lockedAt">>;
  /** Left out of the subject from now on. */
  readonly forgets?: readonly ("defaultMethodId" | "lockedAt")[];
  /** Sessions, logins under way and trusted browsers end: the epoch moves. */
  readonly endsAccess?: boolean;
  /** The credential as it stands, where the identifier changes: it moves with it. */
  readonly credential?: Credential;
  readonly put?: readonly Authenticator[];
  /** Ids of authenticators. */
  readonly remove?: readonly string[];
}

/** Changes of accounts by the operator. */
export interface Administration {
  /** @returns `changed` where the account is not any more as it was read. */
  change(account: Account, change: OperatorChange): Promise<"done" | "changed" | "identifier_taken">;
}
