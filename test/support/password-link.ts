import { passwordLinkLife } from "../../shared/domain/account-token.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import { addressesOf } from "../../shared/steps/password-link.ts";
import type { Service } from "./service.ts";

/** What takes the place of `password`. */
export const newPassword = "another-staple-lamp";

/** The token that a mail of now would carry, to the account's first address. */
export async function passwordLinkFor(
  { dependencies }: Pick<Service, "dependencies">,
  sub: string,
  askedAt = Date.now(),
): Promise<string> {
  const account = await dependencies.directory.findAccount(sub);
  const [address] = account === undefined ? [] : addressesOf(account);
  if (account === undefined || address === undefined) throw new Error("there is no such address");
  const claim = { sub, epoch: account.subject.epoch, about: address.authenticatorId };
  return accountLinkOf("password-link", claim, askedAt + passwordLinkLife, dependencies);
}
