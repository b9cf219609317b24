import type { Dependencies } from "../dependencies.ts";
import type { Account, Authenticator } from "../domain/account.ts";
import { passwordLinkLife } from "../domain/account-token.ts";
import type { Notice } from "../domain/notice.ts";
import { noticeEmail } from "../messages/notices.ts";
import { passwordLinkEmail } from "../messages/password-link-email.ts";
import { accountLinkOf } from "./account-link.ts";
import { addressesOf, mayChooseBy } from "./password-link.ts";
import { final, type Told } from "./tell-owner.ts";

type Needs = Pick<Dependencies, "config" | "email" | "log" | "roots">;

/**
 * Mails the link for a new password to each address of the account, and to one that would then be all that stands before
 * it how to go on instead. Never by SMS. The link is made here, the same at every try, and kept nowhere.
 *
 * @param already who need not be told again.
 */
export async function mailPasswordLink(
  notice: Notice,
  account: Account,
  already: readonly string[],
  needs: Needs,
): Promise<Told> {
  const { kind } = notice;
  const told = [...already];
  let isAll = true;
  const isOpen = needs.config.settings.email.from !== undefined && account.subject.lockedAt === undefined;
  const addresses = isOpen ? addressesOf(account) : [];
  if (addresses.length === 0) needs.log.write("notice_not_sent", { kind, why: "no_destination" });
  for (const address of addresses) {
    const name = `mail#${address.authenticatorId}`;
    if (told.includes(name)) continue;
    const handed = await mail(notice, account, address, needs);
    if (handed.sent) needs.log.write("notice_sent", { kind });
    else needs.log.write("notice_not_sent", { kind, why: handed.why });
    if (handed.sent || final.has(handed.why)) told.push(name);
    else isAll = false;
  }
  return { told, isAll };
}

async function mail(notice: Notice, account: Account, { authenticatorId, destination }: Authenticator, needs: Needs) {
  const { config, email } = needs;
  const { sub, epoch, locale } = account.subject;
  const { service, texts } = config.settings;
  const words = { shortName: service.shortName, codeWord: texts.codeWord, at: notice.at, from: notice.from };
  const tags = { sub, authenticatorId };
  if (!mayChooseBy(authenticatorId, account, config.settings)) {
    return email.send(destination, noticeEmail(notice.kind, locale, words), tags);
  }
  const claim = { sub, epoch, about: authenticatorId };
  const token = await accountLinkOf("password-link", claim, notice.at + passwordLinkLife, needs);
  const url = `${config.origin}/password/reset#${token}`;
  return email.send(destination, passwordLinkEmail(locale, { ...words, url }), tags);
}
