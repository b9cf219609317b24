import type * as z from "zod/mini";
import type { ActivityKind } from "../contract/activity.ts";
import type { TrustedBrowserView } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Subject } from "../domain/account.ts";
import type { Activity } from "../domain/activity.ts";
import { toRfc3339 } from "../domain/duration.ts";
import { Problem } from "../domain/problem.ts";
import { namedByTrustToken } from "../domain/trust-token.ts";
import { isTrusted, type TrustedBrowser, trustEnd } from "../domain/trusted-browser.ts";
import type { TrustCookies } from "../http/trust-cookie.ts";
import type { Settings } from "../settings.ts";
import { type Held, ownActivity } from "./hold-session.ts";

/** A trusted browser as its owner sees it. Which of them asks is told by its cookie's own word: it is only for show. */
export function browserViewOf(
  browser: TrustedBrowser,
  subject: Subject,
  trust: TrustCookies,
  settings: Settings,
): z.infer<typeof TrustedBrowserView> {
  const { browserId, name, from, createdAt, lastUsedAt } = browser;
  return {
    browserId,
    name,
    ...from,
    isCurrent: namedByTrustToken(trust.of(subject.sub) ?? "")?.browserId === browserId,
    createdAt: toRfc3339(createdAt),
    lastUsedAt: toRfc3339(lastUsedAt),
    expiresAt: toRfc3339(trustEnd(browser, subject, settings)),
  };
}

/** @throws Problem `not_found`, alike for another's, one that is trusted no more, and one that never was. */
export function ownBrowser(
  { account: { subject, browsers }, now }: Held,
  browserId: string,
  { config }: Pick<Dependencies, "config">,
): TrustedBrowser {
  const browser = browsers.find((one) => one.browserId === browserId && isTrusted(one, subject, config.settings, now));
  if (browser === undefined) throw new Problem("not_found");
  return browser;
}

/** What somebody signed in did with trusted browsers: an event of its own, that moves no version. */
export const browserActivity = (
  kind: ActivityKind,
  held: Held,
  needs: Pick<Dependencies, "config" | "random">,
): Activity => ownActivity(kind, held, needs, { id: Buffer.from(needs.random.bytes(16)).toString("base64url") });
