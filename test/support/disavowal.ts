import { noticeLinkLife } from "../../shared/domain/account-token.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import type { Service } from "./service.ts";

/** What a notice of now would carry for this account. */
export async function disavowalFor({ dependencies }: Pick<Service, "dependencies">, sub: string): Promise<string> {
  const subject = await dependencies.directory.findSubject(sub);
  if (subject === undefined) throw new Error("there is no such account");
  const { epoch } = subject;
  return accountLinkOf("disavowal", { sub, epoch }, Date.now() + noticeLinkLife, dependencies);
}
