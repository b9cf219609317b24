import type { Holder } from "./login.ts";
import { keyIdOfLoginToken, openLoginToken, sealLoginToken } from "./login-token.ts";

/**
 * What names a login to somebody who has no token of it: the ticket of its URL, or the code for its result. The login's
 * id, and what a login token holds, sealed likewise: the same generation gives the same ticket. Each use has a key of
 * its own, so that neither is good for the other, or for a login token.
 *
 * | bytes | 16 | 69 |
 * |---|---|---|
 * | | login | as a login token |
 */
const idBytes = 16;
const ticketForm = /^[A-Za-z0-9_-]{114}$/;

/** @param root the 32 bytes of the root key derived for this use; `keyId` names it, 4 bytes. */
export const loginTicketOf = (root: { readonly keyId: string; readonly key: Uint8Array }, holder: Holder): string =>
  Buffer.concat([
    Buffer.from(holder.loginId, "base64url"),
    Buffer.from(sealLoginToken(root, holder), "base64url"),
  ]).toString("base64url");

const partsOf = (ticket: string) => {
  const bytes = Buffer.from(ticket, "base64url");
  return {
    loginId: bytes.subarray(0, idBytes).toString("base64url"),
    sealed: bytes.subarray(idBytes).toString("base64url"),
    isWhole: ticketForm.test(ticket) && bytes.toString("base64url") === ticket,
  };
};

/** The id of the root key that a ticket names, or nothing when it is not of a ticket's form. */
export function keyIdOfTicket(ticket: string): string | undefined {
  const { sealed, isWhole } = partsOf(ticket);
  return isWhole ? keyIdOfLoginToken(sealed) : undefined;
}

/** Which login, whose, and how far it had come; nothing when it was made by another key or by somebody else. */
export function openTicket(key: Uint8Array, ticket: string): Holder | undefined {
  const { loginId, sealed } = partsOf(ticket);
  return openLoginToken(key, loginId, sealed);
}
