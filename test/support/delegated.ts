import { decodeJwt } from "jose";
import type * as z from "zod/mini";
import type { Login } from "../../shared/contract/schemas.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { type Held, heldOf, newestCode } from "../attack/visitor.ts";
import { roomy, type Service, type TestAccount } from "./service.ts";
import { openBrowser, type TestBrowser } from "./test-browser.ts";

export const returnUrl = "https://shop.example.jp/signed-in";
export const returnUrlWithQuery = "https://shop.example.jp/back?lang=ja";

/** Two services whose backends begin logins. */
export const delegatedSettings: SettingsInput = {
  ...roomy,
  clients: [
    { clientId: "shop", returnUrls: [returnUrl, returnUrlWithQuery] },
    { clientId: "bank", returnUrls: ["https://bank.example.jp/signed-in"] },
  ],
};

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A signed call of the admin API, as a backend makes it. */
async function callAsBackend({ stack }: Service, path: string, body: object): Promise<Answer> {
  const answer = await stack.admin(`/v1/admin${path}`, body);
  return { status: answer.status, body: await answer.json() };
}

/** Begins a login as the shop's backend, which has checked the password just now. */
export function startDelegated(
  service: Service,
  { sub }: Pick<TestAccount, "sub">,
  more: object = {},
): Promise<Answer> {
  const authTime = new Date(service.dependencies.clock.now()).toISOString();
  const body = { sub, clientId: "shop", amr: ["pwd"], authTime, returnUrl, ...more };
  return callAsBackend(service, "/logins", body);
}

/** The ticket of its URL. */
export async function ticketOf(service: Service, person: Pick<TestAccount, "sub">, more?: object): Promise<string> {
  const { status, body } = await startDelegated(service, person, more);
  if (status !== 201) throw new Error(`no login was begun: ${JSON.stringify(body)}`);
  return String(body.url).split("#")[1] ?? "";
}

/** A login that a backend began, in a browser's hands. */
export interface Claimed {
  readonly browser: TestBrowser;
  readonly login: z.output<typeof Login>;
  readonly held: Held;
}

export async function claim(
  service: Service,
  person: Pick<TestAccount, "sub">,
  more?: object,
  browser = openBrowser(service),
): Promise<Claimed> {
  const ticket = await ticketOf(service, person, more);
  const login = await browser.client.claimLogin({ body: { ticket } });
  return { browser, login, held: heldOf(login) };
}

/** Proves a code by SMS. */
export async function prove(service: Service, person: TestAccount, { browser, login, held }: Claimed): Promise<Held> {
  await browser.client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
  return heldOf(await browser.client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }));
}

/** The code that a completed one brings to the return URL. */
export async function codeFor({ browser }: Pick<Claimed, "browser">, held: Held): Promise<string> {
  const { location } = await browser.client.returnLogin(held);
  return new URL(location).searchParams.get("code") ?? "";
}

export const redeem = (service: Service, code: string, clientId = "shop"): Promise<Answer> =>
  callAsBackend(service, "/results", { code, clientId });

/** The whole of it: the claims of the result. */
export async function round(service: Service, person: TestAccount, more: object = {}) {
  const claimed = await claim(service, person, more);
  const held = claimed.login.status === "complete" ? claimed.held : await prove(service, person, claimed);
  const { status, body } = await redeem(service, await codeFor(claimed, held));
  if (status !== 200) throw new Error(`no result: ${JSON.stringify(body)}`);
  return { token: String(body.token), claims: decodeJwt(String(body.token)) };
}
