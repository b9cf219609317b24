import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import type { Instant } from "../domain/duration.ts";
import {
  keyIdOfPasswordLink,
  openPasswordLink,
  type PasswordLink,
  passwordLinkLife,
  passwordLinkToken,
} from "../domain/password-link.ts";
import { everythingOpen } from "../domain/sending-state.ts";
import { offersOf, standsAlone } from "../methods/index.ts";
import type { Settings } from "../settings.ts";

/** The token for a new password. @param askedAt when the person asked: the same request has the same one. */
export async function passwordLinkOf(
  of: PasswordLink,
  askedAt: Instant,
  { roots }: Pick<Dependencies, "roots">,
): Promise<string> {
  const root = await roots.challenge.current();
  const { keyId } = root;
  return passwordLinkToken({ keyId, key: root.derive("password-link") }, of, askedAt + passwordLinkLife);
}

/** What a token is of: nothing, alike, for one that is forged, of a key that is gone, or past its end. */
export async function passwordLinkFrom(
  token: string,
  now: Instant,
  { roots }: Pick<Dependencies, "roots">,
): Promise<PasswordLink | undefined> {
  const keyId = keyIdOfPasswordLink(token);
  const root = keyId === undefined ? undefined : await roots.challenge.find(keyId);
  return root && openPasswordLink(root.derive("password-link"), token, now);
}

/** Addresses that a link may go to, or a mail that says why it may not. */
export const addressesOf = ({ authenticators }: Account): Authenticator[] =>
  authenticators.filter(
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
