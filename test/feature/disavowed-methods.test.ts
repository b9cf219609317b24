import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { passwordLinkLife } from "../../shared/domain/account-token.ts";
import { days } from "../../shared/domain/duration.ts";
import { accountLinkOf } from "../../shared/steps/account-link.ts";
import { freshAddress, outcome } from "../attack/visitor.ts";
import { ask, reason } from "../support/operator.ts";
import { newPassword } from "../support/password-link.ts";
import { freshPhone, type Service, startService, type TestAccount } from "../support/service.ts";
import { arrived, makeCodes, type SignedIn, signIn, signInNew, stepUp, toldAt, wordy } from "../support/signed-in.ts";
import { addAddress, codeAt, freshEmail } from "./adding.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const linkMail = "パスワード再設定のご案内";
const chosen = "パスワードが再設定されました";
const removed = "認証方法が削除されました";

async function accountOf({ sub }: TestAccount) {
  const account = await service.dependencies.directory.findAccount(sub);
  if (account === undefined) throw new Error("there is no such account");
  return account;
}

const disavow = ({ client, sessionToken }: SignedIn) => outcome(client.disavowOwn({ sessionToken }));
const reset = (token: string) =>
  outcome(service.from(freshAddress()).resetPassword({ body: { token, password: newPassword } }));

/** Asks for a new password. @returns the token that comes to this address. */
async function linkMailedTo(email: string, { identifier }: TestAccount): Promise<string> {
  await service.from(freshAddress()).askPasswordReset({ body: { identifier } });
  await arrived(service, email, linkMail);
  const [, token = ""] = /\/password\/reset#([\w-]+)/.exec(toldAt(service, email, linkMail).at(-1)?.text ?? "") ?? [];
  return token;
}

/** The token of a link of now, were one mailed there. */
async function linkOf(email: string, person: TestAccount): Promise<string> {
  const { subject, authenticators } = await accountOf(person);
  const about = authenticators.find(({ destination }) => destination === email)?.authenticatorId ?? "";
  const claim = { sub: subject.sub, epoch: subject.epoch, about };
  const until = service.dependencies.clock.now() + passwordLinkLife;
  return accountLinkOf("password-link", claim, until, service.dependencies);
}

/** Adds a number and proves it. */
async function addNumber(me: SignedIn): Promise<string> {
  await stepUp(service, me, "add_authenticator");
  const { client, sessionToken } = me;
  const destination = freshPhone();
  const { authenticatorId } = await client.addAuthenticator({ sessionToken, body: { type: "phone", destination } });
  const body = { code: codeAt(service, destination, "sms") };
  await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
  return destination;
}

/** Somebody with a number and an address, and a thief who has signed in there. */
async function somebody() {
  const email = freshEmail();
  const me = await signInNew(service, [freshPhone()], [email]);
  return { me, person: me.person, email };
}

describe("what was added before its owner said not me", () => {
  test("not me: given an address that a thief has added, when a new password is asked for, then the owner alone is mailed a link, and the thief's opens nothing", async () => {
    const { me, person, email } = await somebody();
    const thiefs = await addAddress(service, me);
    expect(await disavow(me)).toBe("done");
    const token = await linkMailedTo(email, person);
    expect(await reset(await linkOf(thiefs, person))).toBe("link_expired");
    expect(await reset(token)).toBe("done");
    await arrived(service, thiefs, chosen);
    expect(toldAt(service, thiefs, "/password/reset")).toEqual([]);
  });

  test("not me: given methods that a thief has added, when the owner has chosen a new password, then they sign nobody in, the owner is told of each, and the owner's own sign in", async () => {
    const { me, person, email } = await somebody();
    await addAddress(service, me);
    await addNumber(me);
    await makeCodes(service, me);
    await disavow(me);
    expect(await reset(await linkMailedTo(email, person))).toBe("done");

    const { subject, authenticators } = await accountOf(person);
    expect(authenticators.map(({ destination }) => destination)).toEqual([...person.phones, email]);
    expect(subject.disavowedAt).toBeUndefined();
    await arrived(service, email, removed, 3);
    const told = toldAt(service, email, removed).map(({ text }) => /対象の認証方法：(.*)/.exec(text)?.[1]);
    expect(told.sort()).toEqual(["バックアップコード", "メールアドレス", "電話番号"]);
    const { activities } = await service.dependencies.activities.list(person.sub, { since: 0, limit: 100 });
    expect(activities.filter(({ kind, by }) => kind === "method_removed" && by === "service")).toHaveLength(3);
    service.stack.advanceClock(31);
    await signIn(service, { ...person, password: newPassword });
  });

  test("not me: given a thief's method as the default, when the owner has chosen a new password, then it is the default no more, and the version has moved", async () => {
    const { me, person, email } = await somebody();
    await addAddress(service, me);
    const { client, sessionToken } = me;
    const { version, methods } = await client.getSettings({ sessionToken });
    const defaultMethodId = methods.findLast(({ type }) => type === "email_code")?.methodId;
    await client.updateSettings({ sessionToken, ifMatch: version, body: { defaultMethodId } });
    await disavow(me);
    expect(await reset(await linkMailedTo(email, person))).toBe("done");
    const { subject } = await accountOf(person);
    expect([subject.defaultMethodId, subject.version]).toEqual([undefined, version + 2]);
  });

  test("not me: given two-step verification that a thief has switched off, when a new password is asked for, then the thief's address still chooses none", async () => {
    const { me, person, email } = await somebody();
    const thiefs = await addAddress(service, me);
    await stepUp(service, me, "switch_off");
    const { client, sessionToken } = me;
    const { version } = await client.getSettings({ sessionToken });
    await client.updateSettings({ sessionToken, ifMatch: version, body: { enabled: false } });
    await disavow(me);
    expect(await reset(await linkOf(thiefs, person))).toBe("link_expired");
    expect(await reset(await linkOf(email, person))).toBe("done");
  });

  test("not me: given a number that was added lately beside an older address, when that address's link is used, then the address signs in, and the number is gone", async () => {
    const email = freshEmail();
    const byMail = { by: "email_code", code: () => service.newestCode(email) } as const;
    const me = await signIn(service, await service.makeAccount([], [email]), byMail);
    service.stack.advanceClock(31);
    await stepUp(service, me, "add_authenticator", byMail);
    const destination = freshPhone();
    const { client, person, sessionToken } = me;
    const { authenticatorId } = await client.addAuthenticator({ sessionToken, body: { type: "phone", destination } });
    const body = { code: service.newestCode(destination) };
    await client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
    await disavow(me);
    expect(await reset(await linkMailedTo(email, person))).toBe("done");
    service.stack.advanceClock(31);
    const login = { body: { identifier: person.identifier, password: newPassword } };
    const { methods } = await service.from(freshAddress()).startLogin(login);
    expect(methods.map(({ type }) => type)).toEqual(["email_code"]);
  });

  test("not me: given an address that was added lately and no older one, when a new password is asked for, then support helps: once it has voided the password, the address chooses", async () => {
    const me = await signInNew(service);
    const { person } = me;
    const email = await addAddress(service, me);
    await disavow(me);
    expect(await reset(await linkOf(email, person))).toBe("link_expired");
    await ask(service, `/accounts/${person.sub}/resets`, { password: true, reason });
    expect(await reset(await linkMailedTo(email, person))).toBe("done");
    expect((await accountOf(person)).authenticators).toHaveLength(2);
  });

  test("not me: given an address that was added longer ago than a notice can be answered, when its link is used, then it chooses the password and stays", async () => {
    const { me, person } = await somebody();
    const email = await addAddress(service, me);
    service.stack.advanceClock(days(14) / 1000 + 60);
    await disavow(await signIn(service, person));
    expect(await reset(await linkMailedTo(email, person))).toBe("done");
    expect((await accountOf(person)).authenticators).toHaveLength(3);
  });
});
