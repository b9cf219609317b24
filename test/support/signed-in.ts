import { setTimeout } from "node:timers/promises";
import type * as z from "zod/mini";
import type { Client } from "../../shared/contract/client.ts";
import { type OperationName, routes } from "../../shared/contract/routes.ts";
import type { Login, MethodType, StepUpAction } from "../../shared/contract/schemas.ts";
import type { SettingsInput } from "../../shared/settings.ts";
import { completeLogin, freshAddress, heldOf } from "../attack/visitor.ts";
import { roomy, type Service, type TestAccount } from "./service.ts";
import { totpOf } from "./totp.ts";

/** Settings of tests that send one person many codes. */
export const wordy: SettingsInput = {
  ...roomy,
  sends: { perDestinationTenMinutes: 20, smsPerDestinationDay: 50, perPrefixTenMinutes: 1000 },
};

/** Somebody at the settings, as a native client: the session travels as a bearer. */
export interface SignedIn {
  readonly person: TestAccount;
  readonly client: Client;
  readonly sessionToken: string;
}

type LoginView = z.infer<typeof Login>;

/** What answers a login's challenge; by default the code of the newest SMS. */
export type Answering = { readonly by: MethodType; readonly code: () => string };

/** Asks and answers what a login still needs: the password, or a code by a method of that type. */
export async function complete(
  service: Service,
  client: Client,
  { login, person, answering }: { login: LoginView; person: TestAccount; answering?: Answering | undefined },
): Promise<LoginView> {
  if (login.status === "complete") return login;
  const held = heldOf(login);
  if (login.needs.includes("password")) return client.verifyLogin({ ...held, body: { password: person.password } });
  const { by, code } = answering ?? { by: "sms_code", code: () => service.newestCode(...person.phones) };
  const methodId = login.methods.find(({ type }) => type === by)?.methodId ?? `${by}.none`;
  await client.createChallenge({ ...held, body: { methodId } });
  return client.verifyLogin({ ...held, body: { code: code() } });
}

/** Signs in by the password and, where it is on, a second factor. */
export async function signIn(service: Service, person: TestAccount, answering?: Answering): Promise<SignedIn> {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: person.identifier, password: person.password } });
  const done = await complete(service, client, { login, person, answering });
  const { sessionToken } = await client.issueToken({ ...heldOf(done), body: { session: "bearer" } });
  if (sessionToken === undefined) throw new Error("no session was handed over");
  return { person, client, sessionToken };
}

/** A new person, signed in. */
export const signInNew = async (service: Service, ...made: Parameters<Service["makeAccount"]>): Promise<SignedIn> =>
  signIn(service, await service.makeAccount(...made));

/** What a step-up is for. */
export type SteppedUpFor = StepUpAction | { readonly action: StepUpAction; readonly authenticatorId: string };

/** Proves a second factor anew for the action; the password where there is none. */
export async function stepUp(
  service: Service,
  { client, sessionToken, person }: SignedIn,
  action: SteppedUpFor,
  answering?: Answering,
): Promise<LoginView> {
  const body = typeof action === "string" ? { action } : action;
  const login = await client.startStepUp({ sessionToken, body });
  return complete(service, client, { login, person, answering });
}

export interface App {
  readonly authenticatorId: string;
  /** Base32, as the page showed it. */
  readonly key: string;
}

/** What allows the end of an authenticator that another takes the place of. */
export const replacing = (authenticatorId: string) => ({ action: "replace_authenticator", authenticatorId }) as const;

/** Adds an app, and does not prove it yet. @param old the app before it, whose next code allows that. */
export async function addApp(service: Service, signedIn: SignedIn, old?: App): Promise<App> {
  const { client, sessionToken } = signedIn;
  if (old === undefined) await stepUp(service, signedIn, "add_authenticator");
  else {
    service.stack.advanceClock(30);
    await stepUp(service, signedIn, replacing(old.authenticatorId), { by: "totp", code: () => totpOf(old.key) });
  }
  const { authenticatorId, totp } = await client.addAuthenticator({ sessionToken, body: { type: "totp" } });
  return { authenticatorId, key: totp?.key ?? "" };
}

/** Adds an app and proves it; the code that proved it signs nobody in. */
export async function enrolApp(service: Service, signedIn: SignedIn): Promise<App> {
  const { client, sessionToken } = signedIn;
  const app = await addApp(service, signedIn);
  const { authenticatorId, key } = app;
  await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code: totpOf(key) } });
  return app;
}

/** Makes a set of backup codes. */
export async function makeCodes(service: Service, signedIn: SignedIn): Promise<string[]> {
  const { client, sessionToken } = signedIn;
  await stepUp(service, signedIn, "make_backup_codes");
  return (await client.makeBackupCodes({ sessionToken })).codes.map(({ code }) => code);
}

/** Moves the clock to the beginning of a time step, so that a test does not cross its end. */
export function toNextStep({ stack }: Service): void {
  stack.advanceClock((30_000 - (Date.now() % 30_000) + 500) / 1000);
}

/** What was sent there with these words in it. Notices come by the stream, after a while: see `arrived`. */
export const toldAt = ({ stack }: Service, to: string, words: string) =>
  stack.messages({ to }).filter(({ text, subject = "" }) => text.includes(words) || subject.includes(words));

/** Waits until as many messages with these words have come there. */
export async function arrived(service: Service, to: string, words: string, count = 1): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (toldAt(service, to, words).length < count) {
    if (performance.now() > giveUp) throw new Error(`in ten seconds no "${words}" came`);
    await setTimeout(50);
  }
}

export interface RawCall {
  readonly cookie?: string;
  readonly bearer?: string;
  readonly origin?: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call of `/v1/me` without the client, as a browser makes it. */
export function raw({ stack, edgeHeaders }: Service, name: OperationName, given: RawCall): Promise<Response> {
  const { cookie, bearer, origin, body, ifMatch, params = {}, headers = {} } = given;
  const { method, path } = routes[name];
  return fetch(stack.origin + path.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? ""), {
    method,
    headers: {
      ...edgeHeaders(freshAddress()),
      ...(cookie !== undefined && { cookie: `__Host-nidan-session=${cookie}` }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(origin !== undefined && { origin }),
      ...(ifMatch !== undefined && { "if-match": ifMatch }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** The cookie that a browser is given for a complete login. */
export async function cookieOf(service: Service, body?: unknown) {
  const { held } = await completeLogin(service, await service.makeAccount());
  const path = `/v1/logins/${held.params.loginId}/token`;
  const response = await fetch(service.stack.origin + path, {
    method: "POST",
    headers: {
      ...service.edgeHeaders(freshAddress()),
      authorization: `Bearer ${held.loginToken}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const [header = ""] = response.headers.getSetCookie();
  const answer: { readonly sessionToken?: string } = await response.json();
  return { header, answer, cookie: /^__Host-nidan-session=([^;]*)/.exec(header)?.[1] ?? "" };
}
