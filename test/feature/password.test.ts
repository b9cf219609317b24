import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { beginLogin, freshAddress, heldOf, outcome, refusal } from "../attack/visitor.ts";
import { newPassword } from "../support/password-link.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import { arrived, raw, type SignedIn, signIn, signInNew, stepUp, toldAt, wordy } from "../support/signed-in.ts";
import { openBrowser, signInBy, trustIn } from "../support/test-browser.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const freshEmail = () => `person-${randomUUID()}@example.jp`;

const change = ({ client, sessionToken }: SignedIn, to = newPassword, current = password) =>
  client.changePassword({ sessionToken, body: { current, password: to } });

/** Somebody signed in, who has just proved a second factor for this. */
async function ready(...made: Parameters<Service["makeAccount"]>): Promise<SignedIn> {
  const me = await signInNew(service, ...made);
  await stepUp(service, me, "change_password");
  return me;
}

const start = (identifier: string, given: string) =>
  outcome(service.from(freshAddress()).startLogin({ body: { identifier, password: given } }));

describe("changing the password", () => {
  test("given a step-up and the password, when it is changed, then the new one signs in, and the old one is wrong", async () => {
    const me = await ready();
    await change(me);
    const { identifier } = me.person;
    expect([await start(identifier, newPassword), await start(identifier, password)]).toEqual([
      "done",
      "credentials_invalid",
    ]);
  });

  test("given other sessions and a login under way, when it is changed, then all of them end, and a new session goes on", async () => {
    const me = await signInNew(service);
    const other = await signIn(service, me.person);
    const { client, held, methodIds } = await beginLogin(service, me.person);
    await stepUp(service, me, "change_password");
    const { sessionToken } = await change(me);

    for (const old of [me, other]) {
      expect(await outcome(old.client.getSettings({ sessionToken: old.sessionToken }))).toBe("unauthenticated");
    }
    const body = { methodId: methodIds[0] };
    expect(await outcome(client.createChallenge({ ...held, body }))).toBe("login_closed");
    expect(await outcome(me.client.getSettings({ sessionToken }))).toBe("done");
  });

  test("attack 35: given a trusted browser, when the password is changed, then the second step is asked for there", async () => {
    const me = await signInNew(service);
    service.stack.advanceClock(31);
    const browser = openBrowser(service);
    await trustIn(service, browser, me.person);
    await stepUp(service, me, "change_password");
    await change(me);
    const login = await browser.client.startLogin({
      body: { identifier: me.person.identifier, password: newPassword },
    });
    expect([login.status, login.needs]).toEqual(["pending", ["second_factor"]]);
  });

  test("given a session in a cookie, when it is changed, then a cookie comes and no token", async () => {
    const me = await ready();
    const { stack } = service;
    const body = { current: password, password: newPassword };
    const sent = { cookie: me.sessionToken, origin: stack.origin, body };
    const answer = await raw(service, "changePassword", sent);
    const [header = ""] = answer.headers.getSetCookie();
    const cookie = /^__Host-nidan-session=([^;]+); Path=\/; Max-Age=86400; Secure; HttpOnly/.exec(header)?.[1];
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect((await raw(service, "getSettings", { cookie: cookie ?? "" })).status).toBe(200);
  });

  test("given a session in a cookie, when it is changed from elsewhere, then it is forbidden", async () => {
    const me = await ready();
    const body = { current: password, password: newPassword };
    const sent = { cookie: me.sessionToken, origin: "https://evil.example", body };
    expect((await raw(service, "changePassword", sent)).status).toBe(403);
    expect(await start(me.person.identifier, password)).toBe("done");
  });

  test("given no fresh second factor, when it is changed, then one is asked for, for just this", async () => {
    const me = await signInNew(service);
    await stepUp(service, me, "add_authenticator");
    expect(await refusal(change(me))).toMatchObject({
      code: "insufficient_user_authentication",
      action: "change_password",
    });
    expect(await start(me.person.identifier, password)).toBe("done");
  });

  test("given an account without a second factor, when it is changed, then the password suffices", async () => {
    const me = await signInNew(service, []);
    expect(await outcome(change(me))).toBe("done");
    expect(await start(me.person.identifier, newPassword)).toBe("done");
  });

  test("given a wrong password again and again, when it is changed, then the wait is that of a sign-in, and nothing changes", async () => {
    const me = await ready();
    const tries = [];
    for (let count = 0; count < 6; count += 1)
      tries.push(await outcome(change(me, newPassword, "wrong-horse-battery")));
    expect(tries).toEqual([...Array<string>(5).fill("credentials_invalid"), "too_many_attempts"]);
    expect(await start(me.person.identifier, newPassword)).toBe("credentials_invalid");
  });

  test("given numbers and addresses, when it is changed, then each is told", async () => {
    const [phone, email] = [freshPhone(), freshEmail()];
    await change(await ready([phone], [email]));
    await Promise.all([phone, email].map((to) => arrived(service, to, "パスワードが変更されました")));
    for (const to of [phone, email]) expect(toldAt(service, to, "パスワードが変更されました")).toHaveLength(1);
  });

  test("given two changes at once, then one is made, and the other's session is over", async () => {
    const me = await ready();
    const both = await Promise.all([outcome(change(me)), outcome(change(me, "yet-another-lamp"))]);
    expect([...both].sort()).toEqual(["done", "unauthenticated"]);
  });

  test("given a process that is warm, when it is changed, then it waits for the table three times: what is settled goes beside the hashing", async () => {
    const me = await ready();
    const calls = await callsDuring(() => change(me));
    expect(wavesOf(calls.filter(({ name }) => name.startsWith("dynamodb")))).toEqual([
      ["dynamodb GetItem", "dynamodb Query"],
      ["dynamodb GetItem", ...Array<string>(4).fill("dynamodb UpdateItem")],
      ["dynamodb DeleteItem", "dynamodb UpdateItem"],
      ["dynamodb TransactWriteItems"],
    ]);
  });
});

describe("a password's fitness", () => {
  test.each([
    ["seven characters", "abcdefg", { fault: "too_short", minLength: 8 }],
    ["a common one", "password123", { fault: "common" }],
    ["a common one in full-width capitals", "ＰＡＳＳＷＯＲＤ１２３", { fault: "common" }],
    ["the service's name", "nidan2026", { fault: "own_name" }],
    ["the one before", password, { fault: "unchanged" }],
  ])("given %s, when it is chosen, then it is refused, and why", async (_, to, why) => {
    const me = await ready();
    expect(await refusal(change(me, to))).toMatchObject({
      code: "password_unfit",
      errors: [{ pointer: "/password" }],
      ...why,
    });
  });

  test("given the identifier, when it is chosen, then it is refused", async () => {
    const me = await ready();
    expect(await refusal(change(me, me.person.identifier.toUpperCase()))).toMatchObject({ fault: "own_name" });
  });

  test("given eight characters that nobody guesses, when they are chosen, then they do", async () => {
    expect(await outcome(change(await ready(), "k7#vQz!m"))).toBe("done");
  });

  test("given a common one, when an operator makes an account with it, then it is refused", async () => {
    const account = { identifier: `person-${randomUUID()}`, password: "password123" };
    const answer = await service.stack.admin("/v1/admin/accounts", account);
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ code: "password_unfit", fault: "common" }),
    ]);
  });
});

test("given full-width letters, when they are chosen, then their narrow form signs in", async () => {
  const me = await ready();
  await change(me, "ｂｌｕｅ－ｗｈａｌｅ－ｓｏｎｇ");
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: me.person.identifier, password: "blue-whale-song" } });
  expect(heldOf(login).params.loginId).toBe(login.loginId);
  expect(await signInBy(openBrowser(service), me.person).catch(() => "refused")).toBe("refused");
});
