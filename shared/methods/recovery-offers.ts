import type { Account, Authenticator } from "../domain/account.ts";
import { isProvedBy } from "../domain/recovery.ts";
import type { SendingState } from "../domain/sending-state.ts";
import type { Settings } from "../settings.ts";
import { type Offered, offersOf } from "./index.ts";

/**
 * What can be proved for a recovery: each authenticator once, by a code. A number or an address that is disabled will
 * do: strangers may have done that by wrong answers, and each code sent there is a new one.
 *
 * @param recoveryId of the one under way; empty where none is.
 */
export function offersToRecover(
  account: Account,
  recoveryId: string,
  settings: Settings,
  state: SendingState,
): Offered[] {
  const { recovery } = account.subject;
  const standing = recovery?.recoveryId === recoveryId ? recovery : undefined;
  const authenticators = account.authenticators.map(enabled);
  return offersOf({ ...account, authenticators }, settings, state).filter(
    ({ method, authenticator }) =>
      method.signsInOnly !== true &&
      (standing === undefined || !isProvedBy(standing, authenticator, account.authenticators)),
  );
}

const enabled = (one: Authenticator): Authenticator =>
  one.status === "disabled" && (one.type === "phone" || one.type === "email") ? { ...one, status: "active" } : one;
