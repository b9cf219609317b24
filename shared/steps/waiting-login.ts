import type { Dependencies } from "../dependencies.ts";
import { type Browser, mayHold } from "../domain/browser.ts";
import type { Instant } from "../domain/duration.ts";
import { type Holder, type Login, statusOf } from "../domain/login.ts";
import { matchNumberOf } from "../domain/match-number.ts";
import { loginTokenOf, refusalOfLogin } from "./hold-login.ts";

/**
 * The two digits for the first screen, where another device will be asked for them. They show in the browser that began
 * the login alone: who was handed its token, by theft or by a trick, cannot have it approved.
 */
export async function matchNumberFor(
  { challenge, ...login }: Login,
  browser: Browser,
  { roots }: Pick<Dependencies, "roots">,
): Promise<string | undefined> {
  if (!challenge?.approval?.asksMatch || !mayHold(login, browser)) return undefined;
  const root = await roots.challenge.find(challenge.keyId);
  return root && matchNumberOf(root.derive("match-number"), challenge.challengeId);
}

/** What the holder of the token before a decision is told: the next token, or that the login went on elsewhere. */
export type AfterDecision = { readonly loginToken: string } | { readonly wentOn: "elsewhere" };

/**
 * The first device goes on after another has decided. The decision moved the generation, so that the token which was
 * there before it opens nothing; its holder is handed the next one, in the browser that began the login as often as it
 * asks. Where no browser's cookie guards it, it is handed over once: of two holders, one.
 *
 * @throws Problem `unauthenticated` to whoever may not have it, as for any dead token.
 */
export async function afterDecision(
  login: Login,
  holder: Holder,
  browser: Browser,
  { logins, roots }: Pick<Dependencies, "logins" | "roots">,
  now: Instant,
): Promise<AfterDecision> {
  const { decision, generation } = login;
  const isNext =
    login.sub === holder.sub && decision?.generation === holder.generation && generation === decision.generation + 1;
  if (!isNext || !mayHold(login, browser)) throw refusalOfLogin(login, holder, now);
  if (decision.outcome === "continued") return { wentOn: "elsewhere" };
  if (statusOf(login, now) === "expired")
    throw refusalOfLogin({ ...login, generation: holder.generation }, holder, now);
  if (login.browser === undefined && "refused" in (await logins.claim(login.loginId, generation, now))) {
    throw refusalOfLogin(login, holder, now);
  }
  return { loginToken: await loginTokenOf({ ...holder, generation }, { roots }) };
}
