import type { Dependencies } from "../../shared/dependencies.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountLinkFrom } from "../../shared/steps/account-link.ts";
import { disavowAccount } from "../../shared/steps/disavow.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "habits" | "roots">;

/**
 * "Not me", by the link of a notice. Whoever holds it can end what is signed in and lock the password, once, and
 * nothing else; nothing is read before its MAC is right.
 */
export async function disavow({ body, device }: RequestOf<"disavow">, needs: Needs): Promise<undefined> {
  const meant = await accountLinkFrom("disavowal", body.token, needs.clock.now(), needs);
  const account = meant && (await needs.directory.findAccount(meant.sub));
  if (meant === undefined || account === undefined) throw new Problem("link_expired");
  // Ensure that nothing was disavowed, and the password not changed, since it was sent.
  const isNewest = account.subject.epoch === meant.epoch;
  if (!isNewest || !(await disavowAccount(account, await device(), needs))) throw new Problem("link_used");
}
