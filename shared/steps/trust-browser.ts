import { browserName } from "../contract/device-names.ts";
import type { Locale } from "../contract/schemas.ts";
import type { Dependencies } from "../dependencies.ts";
import { loginActivity, type Traces } from "../domain/activity.ts";
import { days, type Instant, toSeconds } from "../domain/duration.ts";
import type { Login } from "../domain/login.ts";
import { ownNotice } from "../domain/notice.ts";
import { Problem } from "../domain/problem.ts";
import { sessionIdOf, sessionSecretOf } from "../domain/session.ts";
import { trustDaysOf } from "../domain/trust-days.ts";
import { mayTrust } from "../domain/trust-offer.ts";
import { trustTokenOf } from "../domain/trust-token.ts";
import { makingRoom, type WholeAccount } from "../domain/trusted-browser.ts";
import { type TrustCookies, trustCookieOf } from "../http/trust-cookie.ts";
import type { RootKey } from "../ports/roots.ts";
import type { NewBrowser } from "../ports/trusted-browsers.ts";
import type { Settings } from "../settings.ts";

/** What is asked for: that the browser be trusted, by which name. */
interface Wanted {
  readonly name?: string | undefined;
}

interface Planned {
  readonly added: NewBrowser;
  readonly traces: Traces;
  readonly cookies: readonly string[];
}

/** Of a browser that does not say what it is. */
const unknown = { ja: "ブラウザ", en: "Browser" } as const satisfies { readonly [L in Locale]: string };

/** What secrets of trusted browsers are made by. */
export const trustKeyOf = ({ keyId, derive }: RootKey) => ({ keyId, key: derive("trusted-browser") });

/** @throws Problem `trust_name_required`: before anything is charged or compared, so that no code is spent on it. */
export function assertTrustName(wanted: Wanted | undefined, { trust }: Settings): void {
  if (wanted === undefined || !trust.nameRequired || (wanted.name ?? "").trim() !== "") return;
  throw new Problem("trust_name_required");
}

/**
 * What trusting the browser of a login comes to: what is stored with the login's next write, and the cookie that goes
 * with its answer.
 *
 * @returns nothing where it was not asked for, or neither the account nor the service trusts browsers.
 */
export async function planTrust(
  wanted: Wanted | undefined,
  login: Login,
  { account, trust, now }: { readonly account: WholeAccount; readonly trust: TrustCookies; readonly now: Instant },
  { config, random, roots }: Pick<Dependencies, "config" | "random" | "roots">,
): Promise<Planned | undefined> {
  const { settings } = config;
  const { sub, epoch, trustEpoch, trustDays, locale } = account.subject;
  if (wanted === undefined || !mayTrust(login, trustDays, settings)) return undefined;
  const lifetime = days(trustDaysOf(trustDays, settings));
  const root = await roots.challenge.current();
  const [browserId, nonce] = [random.bytes(16), random.bytes(16)].map((bytes) =>
    Buffer.from(bytes).toString("base64url"),
  );
  if (browserId === undefined || nonce === undefined) throw new Error("chance gave nothing");
  const { digest, basis, token } = trustTokenOf(trustKeyOf(root), sub, browserId, nonce);
  const browser = {
    browserId,
    sub,
    name: wanted.name?.trim() || browserName(login.from) || unknown[login.locale ?? locale],
    epoch,
    trustEpoch,
    from: login.from,
    basis,
    newest: digest,
    isSeen: false,
    rotatedAt: now,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: now + lifetime,
    sessionId: sessionIdOf(sessionSecretOf(root.derive("session"), login.loginId)),
  };
  return {
    added: { browser, gone: makingRoom(account, settings, now) },
    traces: {
      notices: [ownNotice("browser_trusted", { sub, id: browserId, at: now, from: login.from })],
      activities: [loginActivity("browser_trusted", login, now, {}, settings)],
    },
    cookies: [...trust.surplus(sub), trustCookieOf(sub, token, toSeconds(lifetime))],
  };
}
