import type { Dependencies } from "../dependencies.ts";
import type { Browser } from "../domain/browser.ts";
import type { Instant } from "../domain/duration.ts";
import { type Opened, openedBy } from "../domain/link.ts";
import { keyIdOfLinkToken, type LinkName, openLinkToken } from "../domain/link-token.ts";
import type { Login } from "../domain/login.ts";
import { Problem } from "../domain/problem.ts";

/**
 * Which one-time URL a call presents. From here on the caller is somebody who was sent it, and is told precisely what
 * has become of it.
 *
 * @throws Problem `not_found` for whatever is no token of ours; `forbidden` for a call by a page from elsewhere.
 */
export async function holdLink(
  token: string,
  { page }: Browser,
  { roots }: Pick<Dependencies, "roots">,
): Promise<LinkName> {
  if (page === "foreign") throw new Problem("forbidden", { detail: "the call must come from a page of the service" });
  const keyId = keyIdOfLinkToken(token);
  const root = keyId === undefined ? undefined : await roots.challenge.find(keyId);
  const link = root && openLinkToken(root.derive("link"), token);
  if (link === undefined) throw new Problem("not_found");
  return link;
}

/** What the URL is good for. @throws Problem saying why it is good for nothing any more. */
export function assertOpen({ number }: LinkName, login: Login | undefined, now: Instant): Opened {
  const opened = openedBy(number, login, now);
  if (typeof opened === "string") throw new Problem(opened);
  return opened;
}
