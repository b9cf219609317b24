import type { Dependencies } from "../dependencies.ts";
import { minutes } from "../domain/duration.ts";
import type { Holder } from "../domain/login.ts";
import { keyIdOfTicket, loginTicketOf, openTicket } from "../domain/login-ticket.ts";
import { isListed, type Principal } from "../domain/principal.ts";
import { Problem } from "../domain/problem.ts";

/** @throws Problem `forbidden` where the client lists its backends, and the caller is none of them. */
export function assertBackendOf(
  clientId: string,
  principal: Principal,
  { config }: Pick<Dependencies, "config">,
): void {
  const roleArns = config.settings.clients.find((client) => client.clientId === clientId)?.roleArns;
  if (roleArns === undefined || isListed(principal, roleArns)) return;
  throw new Problem("forbidden", { detail: "the caller is none of the client's roles (clients, roleArns)" });
}

/** How long the URL of a login can be opened that a backend has begun: a redirect takes seconds. */
export const ticketLife = minutes(5);

/** The ticket that a browser takes a login up by, or the code that a backend takes its result by. */
type Use = "login-ticket" | "result-code";

/** The same login at the same step has the same. */
export async function ticketFor(use: Use, holder: Holder, { roots }: Pick<Dependencies, "roots">): Promise<string> {
  const root = await roots.challenge.current();
  return loginTicketOf({ keyId: root.keyId, key: root.derive(use) }, holder);
}

/** @returns nothing for one that is torn, forged, or made for another use. */
export async function readTicket(
  use: Use,
  ticket: string,
  { roots }: Pick<Dependencies, "roots">,
): Promise<Holder | undefined> {
  const keyId = keyIdOfTicket(ticket);
  const root = keyId === undefined ? undefined : await roots.challenge.find(keyId);
  return root && openTicket(root.derive(use), ticket);
}
