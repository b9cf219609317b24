import type { Account, Authenticator } from "../domain/account.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import { offersOf } from "../methods/index.ts";
import type { OperatorChange } from "../ports/administration.ts";
import type { Settings } from "../settings.ts";
import { backupCodesOf } from "./account-view.ts";

/** What retiring authenticators makes of an account, and whether two-step verification ends with it. */
export interface Retired {
  readonly change: Pick<OperatorChange, "subject" | "forgets" | "put" | "remove">;
  readonly ends: boolean;
}

/**
 * Takes authenticators away, or marks them as dead. The next method takes over; where none is left that is no backup
 * code, two-step verification goes off, and the codes that stood in for it are void.
 */
export function retire(
  account: Account,
  gone: { readonly remove?: readonly string[]; readonly put?: readonly Authenticator[] },
  settings: Settings,
): Retired {
  const { subject } = account;
  const { remove = [], put = [] } = gone;
  const changed = new Set([...remove, ...put.map(({ authenticatorId }) => authenticatorId)]);
  const left = [...account.authenticators.filter(({ authenticatorId }) => !changed.has(authenticatorId)), ...put];
  const offers = offersOf({ subject, authenticators: left }, settings, everythingOpen);
  const ends = subject.secondFactor && !offers.some(({ offer }) => offer.type !== "backup_code");
  const codes = ends ? backupCodesOf({ subject, authenticators: left }) : undefined;
  const isDefaultGone =
    subject.defaultMethodId !== undefined && !offers.some(({ offer }) => offer.methodId === subject.defaultMethodId);
  return {
    ends,
    change: {
      ...(ends ? { subject: { secondFactor: false } } : {}),
      ...(isDefaultGone ? { forgets: ["defaultMethodId"] as const } : {}),
      put,
      remove: [...remove, ...(codes === undefined ? [] : [codes.authenticatorId])],
    },
  };
}
