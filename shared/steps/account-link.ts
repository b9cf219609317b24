import type { Dependencies } from "../dependencies.ts";
import { type AccountClaim, accountToken, keyIdOfAccountToken, openAccountToken } from "../domain/account-token.ts";
import type { Instant } from "../domain/duration.ts";

/** What a link in a mail is for; a token of one opens nothing of another. */
type LinkPurpose = "disavowal" | "password-link" | "recovery-cancel";

/** The token of a link: the same for the same account, state and end, so that it need be kept nowhere. */
export async function accountLinkOf(
  purpose: LinkPurpose,
  { sub, epoch, about }: AccountClaim,
  until: Instant,
  { roots }: Pick<Dependencies, "roots">,
): Promise<string> {
  const root = await roots.challenge.current();
  const claim = { sub, epoch, ...(about === undefined ? {} : { about }) };
  return accountToken({ keyId: root.keyId, key: root.derive(purpose) }, claim, until);
}

/** What a token is of: nothing, alike, for one that is forged, of a key that is gone, or past its end. */
export async function accountLinkFrom(
  purpose: LinkPurpose,
  token: string,
  now: Instant,
  { roots }: Pick<Dependencies, "roots">,
): Promise<AccountClaim | undefined> {
  const keyId = keyIdOfAccountToken(token);
  const root = keyId === undefined ? undefined : await roots.challenge.find(keyId);
  return root && openAccountToken(root.derive(purpose), token, now);
}
