import type { Dependencies } from "../../shared/dependencies.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { Problem } from "../../shared/domain/problem.ts";
import type { RequestOf } from "../../shared/http/request.ts";
import { accountLinkFrom } from "../../shared/steps/account-link.ts";
import { assertFitPassword } from "../../shared/steps/assert-fit-password.ts";
import { choosePassword } from "../../shared/steps/choose-password.ts";
import { assertKeptHere } from "../../shared/steps/kept-passwords.ts";
import { mayChooseBy } from "../../shared/steps/password-link.ts";

type Needs = Pick<Dependencies, "clock" | "config" | "directory" | "passwords" | "roots">;

/**
 * Chooses a password by the link of a mail, once. It opens no session: the person signs in by it, second factor and
 * all. Nothing is read before the link's MAC is right, and a link that cannot be used is told by nothing from another.
 */
export async function resetPassword({ body, device }: RequestOf<"resetPassword">, needs: Needs): Promise<undefined> {
  assertKeptHere(needs);
  const { clock, config, directory } = needs;
  const link = await accountLinkFrom("password-link", body.token, clock.now(), needs);
  const account = link && (await directory.findAccount(link.sub));
  if (link === undefined || account === undefined) throw new Problem("link_expired");
  const { epoch, identifier } = account.subject;
  // Ensure that the password was not chosen since, and that the address may still do this.
  const stands = epoch === link.epoch && mayChooseBy(link.about ?? "", account, config.settings);
  if (!stands) throw new Problem("link_expired");

  const credential = await directory.findCredential(identifierKeyOf(identifier));
  // Ensure the same of what was read last: else the password that another call has just chosen by it counts as the one before.
  if (credential?.epoch !== link.epoch) throw new Problem("link_expired");
  await assertFitPassword(body.password, { identifier, standing: credential.passwordHash }, needs);
  const chosen = { kind: "password_recovered", password: body.password, from: await device() } as const;
  if (!(await choosePassword(account, chosen, needs))) throw new Problem("link_expired");
}
