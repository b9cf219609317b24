import type { Account, Authenticator } from "../domain/account.ts";
import { undoubted } from "../domain/doubted.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import { offersOf, standsAlone } from "../methods/index.ts";
import type { Settings } from "../settings.ts";

/** Addresses that a link may go to, or a mail that says why it may not: none that a stranger may have put there. */
export const addressesOf = (account: Account): Authenticator[] =>
  undoubted(account).authenticators.filter(
    ({ type, status, unreachableBy = [] }) =>
      type === "email" && status === "active" && !unreachableBy.includes("email"),
  );

/**
 * Whether whoever reads an address may choose the password by it: never where that address is all that then stands
 * between them and the account.
 */
export function mayChooseBy(authenticatorId: string, account: Account, settings: Settings): boolean {
  if (account.subject.lockedAt !== undefined) return false;
  if (!addressesOf(account).some((one) => one.authenticatorId === authenticatorId)) return false;
  if (!account.subject.secondFactor) return true;
  return offersOf(account, settings, everythingOpen).some(
    ({ authenticator, offer }) => authenticator.authenticatorId !== authenticatorId && standsAlone(offer.type),
  );
}
