import { expect } from "@jest/globals";
import { generateSync } from "otplib";
import type { Stack } from "../../infra/local/stack.ts";
import { type Client, createClient } from "../../shared/contract/client.ts";
import type { MethodType, StepUpAction } from "../../shared/contract/schemas.ts";
import { newestCodeIn } from "../support/newest.ts";
import { useApprovals } from "./approval-calls.ts";

/** Somebody with a number and an address. */
export interface Person {
  readonly client: Client;
  readonly stack: Stack;
  readonly identifier: string;
  readonly password: string;
  readonly email: string;
  /** The token of a "not me" link, for the account as it is by then. */
  readonly disavowal: () => Promise<string>;
  /** The token of the link for a new password, likewise. */
  readonly passwordLink: () => Promise<string>;
  /** The same client behind the edge, whose secret has to be known again. */
  readonly atEdge: Client;
}

const wrongCode = "000000";

/** Everything that somebody signed in can do with the account, done, and refused where a refusal writes something. */
export async function useAccount(person: Person): Promise<void> {
  const { client, stack, email } = person;
  const me = await signIn(person, "email_code", () => codeTo(person, email));
  // So long that each call notes that the session was used.
  const later = () => stack.advanceClock(6 * 60);
  const stepUp = async (action: StepUpAction) => {
    later();
    const { loginId, loginToken = "", methods } = await client.startStepUp({ ...me, body: { action } });
    await prove({ loginId, loginToken, methods }, person, "email_code", () => codeTo(person, email));
  };

  later();
  const { version } = await client.getSettings(me);
  later();
  await client.updateSettings({ ...me, ifMatch: version, body: { signInNotices: true } });
  later();
  const [own] = (await client.listAuthenticators(me)).authenticators;
  later();
  const params = { authenticatorId: own?.authenticatorId ?? "" };
  await client.renameAuthenticator({ ...me, params, body: { name: "phone" } });
  later();
  await client.getBackupCodes(me);
  later();
  await client.listActivity(me);
  await signIn(person, "email_code", () => codeTo(person, email));
  later();
  const { sessions } = await client.listSessions(me);
  later();
  const sessionId = sessions.find(({ isCurrent }) => !isCurrent)?.sessionId ?? "";
  await client.endOtherSession({ ...me, params: { sessionId } });
  await signIn(person, "email_code", () => codeTo(person, email));
  later();
  await client.endOtherSessions(me);

  const addApp = async () => {
    const { authenticatorId, totp } = await client.addAuthenticator({ ...me, body: { type: "totp" } });
    await refused(client.activateAuthenticator({ ...me, params: { authenticatorId }, body: { code: wrongCode } }));
    const code = () => codeOfApp(totp?.key ?? "");
    later();
    await client.activateAuthenticator({ ...me, params: { authenticatorId }, body: { code: code() } });
    return { authenticatorId, code };
  };
  await stepUp("add_authenticator");
  const first = await addApp();
  // A second app takes the place of the first, which allows it.
  stack.advanceClock(30);
  const replacing = { action: "replace_authenticator", authenticatorId: first.authenticatorId } as const;
  await prove(await client.startStepUp({ ...me, body: replacing }), person, "totp", first.code);
  const app = await addApp();

  await stepUp("add_authenticator");
  await useApprovals({ client, stack, identifier: person.identifier, password: person.password, me });

  await stepUp("add_authenticator");
  const second = "+819012349876";
  const added = await client.addAuthenticator({ ...me, body: { type: "phone", destination: second } });
  const byCall = { type: "phone", destination: "+819012345432", via: "voice" } as const;
  await client.addAuthenticator({ ...me, body: byCall });
  stack.setFault({ service: "ses", fault: "optedOut", times: 1 });
  const byMail = { type: "email", destination: "jiro@example.jp" } as const;
  await refused(client.addAuthenticator({ ...me, body: byMail }));
  const ofSecond = { ...me, params: { authenticatorId: added.authenticatorId } };
  await client.activateAuthenticator({ ...ofSecond, body: { code: codeTo(person, second) } });
  await stepUp("remove_authenticator");
  await client.removeAuthenticator(ofSecond);

  await stepUp("make_backup_codes");
  const { codes } = await client.makeBackupCodes(me);
  await stepUp("reveal_backup_codes");
  await client.revealBackupCodes(me);
  await stepUp("export_data");
  await client.exportOwn({ ...me, body: {} });
  later();
  await refused(client.revealBackupCodes(me));
  later();
  await refused(client.exportOwn({ ...me, body: {} }));
  await signIn(person, "totp", app.code);
  await signIn(person, "backup_code", () => codes[0]?.code ?? "");

  await useTrustedBrowsers(person, me, later);
  await stepUp("switch_off");
  const { version: newest } = await client.getSettings(me);
  await client.updateSettings({ ...me, ifMatch: newest, body: { enabled: false } });
  await client.endSession(me);
  // What the password alone opens now.
  const begun = heldOf(await client.startLogin({ body: { identifier: person.identifier, password: person.password } }));
  const { sessionToken = "" } = await client.issueToken({ ...begun, body: { session: "bearer" } });
  later();
  await client.disavowOwn({ sessionToken });
  await client.disavow({ body: { token: await person.disavowal() } });
  await usePasswords(person, later);
}

/** Browsers that are trusted with the code and after it, skip the second step, are copied, named and removed. */
async function useTrustedBrowsers(person: Person, me: { readonly sessionToken: string }, later: () => void) {
  const { stack, identifier, password, email } = person;
  const browser = cookieClient(stack);
  const start = () => browser.client.startLogin({ body: { identifier, password } });
  const trust = async (name?: string) => {
    const begun = await start();
    const body = name === undefined ? {} : { trustBrowser: { name } };
    const held = await prove(
      begun,
      { ...person, client: browser.client },
      "email_code",
      () => codeTo(person, email),
      body,
    );
    await browser.client.issueToken(held);
    return held;
  };
  const copied = async () => {
    await trust("PC");
    const copy = cookieClient(stack, browser.jar);
    later();
    const skipped = await start();
    await browser.client.issueToken({ params: { loginId: skipped.loginId }, loginToken: skipped.loginToken ?? "" });
    later();
    return copy.client;
  };
  // Each function that takes passwords finds a copy.
  await (await copied()).startLogin({ body: { identifier, password } });
  const second = await copied();
  const { loginId, loginToken = "" } = await second.startLogin({ body: { identifier } });
  await second.verifyLogin({ params: { loginId }, loginToken, body: { password } });
  browser.jar.clear();
  await trust("PC");
  later();
  await browser.client.removeTrustedBrowsers(me);
  later();
  // Those that are trusted no more go now.
  await browser.client.trustBrowser({ ...(await trust()), body: {} });
  const { browsers } = await browser.client.listTrustedBrowsers(me);
  const params = { browserId: browsers[0]?.browserId ?? "" };
  later();
  await browser.client.renameTrustedBrowser({ ...me, params, body: { name: "居間" } });
  later();
  await browser.client.removeTrustedBrowser({ ...me, params });
}

/** A client that keeps cookies, as a page of the service has one. */
function cookieClient({ origin }: Stack, from: ReadonlyMap<string, string> = new Map()) {
  const jar = new Map(from);
  const client = createClient(origin, async (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", origin);
    headers.set("cookie", [...jar].map((cookie) => cookie.join("=")).join("; "));
    const answer = await fetch(url, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split("=") ?? [];
      jar.set(name, value);
    }
    return answer;
  });
  return { client, jar };
}
const heldOf = ({ loginId, loginToken = "" }: Pick<Begun, "loginId" | "loginToken">) => ({
  params: { loginId },
  loginToken,
});

export const refused = (call: Promise<unknown>) => expect(call).rejects.toHaveProperty("problem");

interface Begun {
  readonly loginId: string;
  readonly loginToken?: string | undefined;
  readonly methods: readonly { readonly methodId: string; readonly type: MethodType }[];
}

/** @returns the session that a native client gets. */
async function signIn(person: Person, type: MethodType, code: () => string) {
  const { client, identifier, password } = person;
  const held = await prove(await client.startLogin({ body: { identifier, password } }), person, type, code);
  const { sessionToken = "" } = await client.issueToken({ ...held, body: { session: "bearer" } });
  return { sessionToken };
}

async function prove(
  begun: Begun,
  { client }: Pick<Person, "client">,
  type: MethodType,
  code: () => string,
  more: { readonly trustBrowser?: { readonly name?: string } } = {},
) {
  const held = { params: { loginId: begun.loginId }, loginToken: begun.loginToken ?? "" };
  const { methodId = "" } = begun.methods.find((method) => method.type === type) ?? {};
  await client.createChallenge({ ...held, body: { methodId } });
  const done = await client.verifyLogin({ ...held, body: { code: code(), ...more } });
  return { ...held, loginToken: done.loginToken ?? "" };
}

/** The newest code that was sent there. */
const codeTo = ({ stack }: Person, to: string): string => newestCodeIn(stack.messages({ to })) ?? "";

const codeOfApp = (secret: string) => generateSync({ strategy: "totp", secret, epoch: Math.floor(Date.now() / 1000) });

/** A new password by a mail, and another one by somebody signed in. */
async function usePasswords({ client, atEdge, identifier, passwordLink }: Person, later: () => void): Promise<void> {
  await client.askPasswordReset({ body: { identifier } });
  const [first, second] = ["another-staple-lamp", "a-third-staple-lamp"];
  await client.resetPassword({ body: { token: await passwordLink(), password: first } });
  const begun = heldOf(await client.startLogin({ body: { identifier, password: first } }));
  const { sessionToken = "" } = await client.issueToken({ ...begun, body: { session: "bearer" } });
  later();
  await atEdge.changePassword({ sessionToken, body: { current: first, password: second } });
}
