import type { Account, Authenticator } from "./account.ts";
import { noticeLinkLife } from "./account-token.ts";
import { seconds } from "./duration.ts";

/** What an account is made with stands a millisecond apart, ten at most; nobody signs in and adds something as soon. */
const madeWithin = seconds(0.01);

/**
 * What may be a stranger's, once "not me" was said: whatever was added while a notice of it can still be answered so.
 * Nobody can tell which of it the owner put there; what the account was made with, nobody did who had signed in.
 */
export function doubtedOf({ subject: { createdAt, disavowedAt }, authenticators }: Account): Authenticator[] {
  if (disavowedAt === undefined) return [];
  const since = Math.max(disavowedAt - noticeLinkLife, createdAt + madeWithin);
  return authenticators.filter((one) => one.createdAt >= since);
}

/** The account as it is without that. */
export function undoubted(account: Account): Account {
  const doubted = doubtedOf(account);
  return { ...account, authenticators: account.authenticators.filter((one) => !doubted.includes(one)) };
}
