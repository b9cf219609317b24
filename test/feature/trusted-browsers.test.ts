import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { seconds, toSeconds } from "../../shared/domain/duration.ts";
import { heldOf, outcome, refusal } from "../attack/visitor.ts";
import { password, type Service, startService } from "../support/service.ts";
import { arrived, signIn, toldAt, wordy } from "../support/signed-in.ts";
import {
  askIn,
  begin,
  copyOf,
  openBrowser,
  signInBy,
  trustIn,
  trusting,
  trustPrefix,
} from "../support/test-browser.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

describe("trusting a browser with the code", () => {
  test("given a code, when the browser is to be trusted, then a cookie of this host alone comes, for the account's days", async () => {
    const person = await service.makeAccount();
    const browser = openBrowser(service);
    const { held, code } = await askIn(service, browser, person);
    const answer = await fetch(`${service.stack.origin}/v1/logins/${held.params.loginId}/verifications`, {
      method: "POST",
      headers: { authorization: `Bearer ${held.loginToken}`, "content-type": "application/json" },
      body: JSON.stringify({ code, trustBrowser: {} }),
    });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-nidan-trust-[\w-]{16}=[\w-]{91}; Path=\/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect((await answer.json()).trust).toMatchObject({ offered: false, registered: true });
  });

  test("given it is trusted, when it signs in again, then the password is enough, and the result says by what", async () => {
    const { person, browser } = await trusting(service);
    const login = await begin(browser, person);
    expect(login).toMatchObject({ status: "complete", needs: [], trust: { offered: false, registered: false } });
    const { token } = await browser.client.issueToken(heldOf(login));
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ amr: ["pwd"], acr: "urn:nidan:acr:1", trusted_browser: true });
  });

  test("given it is trusted, when the password comes after the identifier, then the second step is skipped as well", async () => {
    const { person, browser } = await trusting(service);
    const begun = await browser.client.startLogin({ body: { identifier: person.identifier } });
    expect(begun.needs).toEqual(["password", "second_factor"]);
    const login = await browser.client.verifyLogin({ ...heldOf(begun), body: { password } });
    expect(login.status).toBe("complete");
  });

  test("given it is trusted, when the password is wrong, then it is refused as everywhere", async () => {
    const { person, browser } = await trusting(service);
    const wrong = browser.client.startLogin({ body: { identifier: person.identifier, password: "wrong-horse" } });
    expect(await outcome(wrong)).toBe("credentials_invalid");
  });

  test("given another browser, when the same person signs in, then the second step is asked for", async () => {
    const { person } = await trusting(service);
    expect(await signInBy(openBrowser(service), person)).toBe("challenged");
  });

  test("given a step-up, when the browser is trusted, then a second factor is asked for all the same", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    service.stack.advanceClock(31);
    const login = await browser.client.startStepUp({ sessionToken, body: { action: "switch_off" } });
    expect(login).toMatchObject({ status: "pending", needs: ["second_factor"] });
    expect(login).not.toHaveProperty("trust");
    await expect(signInBy(browser, person)).resolves.toBe("skipped");
  });

  test("given two accounts in one browser, when both are trusted, then each signs in by its own password", async () => {
    const [one, other] = [await service.makeAccount(), await service.makeAccount()];
    const browser = openBrowser(service);
    await trustIn(service, browser, one);
    await trustIn(service, browser, other);
    expect(browser.names(trustPrefix)).toHaveLength(2);
    const both = await Promise.all([signInBy(browser, one), signInBy(browser, other)]);
    service.stack.advanceClock(11);
    expect([...both, await signInBy(browser, one), await signInBy(browser, other)]).toEqual(
      Array.from({ length: 4 }, () => "skipped"),
    );
  });

  test("given a browser with many accounts' cookies, when one more is trusted, then the oldest go", async () => {
    const browser = openBrowser(service);
    for (let count = 0; count < 12; count += 1) browser.jar.set(`${trustPrefix}${count}`, "old");
    await trustIn(service, browser, await service.makeAccount());
    expect(browser.names(trustPrefix)).toHaveLength(10);
    expect(browser.jar.has(`${trustPrefix}2`)).toBe(false);
    expect(browser.jar.has(`${trustPrefix}3`)).toBe(true);
  });

  test("given a browser is trusted, then its owner is told", async () => {
    const { person } = await trusting(service);
    const [phone = ""] = person.phones;
    await arrived(service, phone, "信頼済みブラウザが登録されました");
    expect(toldAt(service, phone, "信頼済みブラウザが登録されました")).toHaveLength(1);
  });
});

describe("what is offered", () => {
  test("given the password is right, then trust is offered, with a name to begin with; before it, nothing is said", async () => {
    const person = await service.makeAccount();
    const { client } = openBrowser(service);
    const begun = await client.startLogin({ body: { identifier: person.identifier } });
    expect(begun).not.toHaveProperty("trust");
    const login = await client.verifyLogin({ ...heldOf(begun), body: { password } });
    const trust = {
      offered: true,
      days: 30,
      defaultChecked: false,
      nameRequired: false,
      name: "Chrome / Windows",
      registered: false,
    };
    expect(login.trust).toEqual(trust);
    const held = heldOf(login);
    const asked = await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
    expect([asked.trust, (await client.getLogin(held)).trust]).toEqual([trust, trust]);
  });

  test("given the account trusts no browsers, when one is to be trusted, then it is not", async () => {
    const person = await service.makeAccount();
    const { client, sessionToken } = await signIn(service, person);
    await client.updateSettings({ sessionToken, ifMatch: 0, body: { trustDays: 0 } });
    service.stack.advanceClock(31);
    const browser = openBrowser(service);
    const { login } = await trustIn(service, browser, person);
    expect(login.trust).toMatchObject({ offered: false, days: 0, registered: false });
    expect(await outcome(browser.client.trustBrowser({ ...heldOf(login), body: {} }))).toBe("forbidden");
    expect(browser.names(trustPrefix)).toEqual([]);
  });
});

describe("trusting a browser after the end", () => {
  test("appApproval 19: given a login that another device may have decided, when it is complete, then its browser can be trusted", async () => {
    const person = await service.makeAccount();
    const browser = openBrowser(service);
    const { held, code } = await askIn(service, browser, person);
    const done = heldOf(await browser.client.verifyLogin({ ...held, body: { code } }));
    await browser.client.issueToken(done);
    const login = await browser.client.trustBrowser({ ...done, body: { name: "居間のPC" } });
    expect(login).toMatchObject({ status: "complete", trust: { offered: false, registered: true } });
    expect(await signInBy(browser, person)).toBe("skipped");
  });

  test("given it was trusted so, when it is asked for again, then the login is closed for it", async () => {
    const { browser, login } = await trusting(service);
    expect(await outcome(browser.client.trustBrowser({ ...heldOf(login), body: {} }))).toBe("login_closed");
  });

  test.each([
    "pending",
    "skipped",
  ])("given a login that is %s, when its browser is to be trusted, then it is not", async (state) => {
    const { person, browser } = await trusting(service);
    const other = state === "pending" ? openBrowser(service) : browser;
    const held = heldOf(await begin(other, person));
    expect(await outcome(other.client.trustBrowser({ ...held, body: {} }))).toBe("login_closed");
  });
});

describe("a secret that rotates", () => {
  test("given it is used, then it is another each time", async () => {
    const { person, browser } = await trusting(service);
    const secret = () =>
      browser
        .names(trustPrefix)
        .map((name) => browser.jar.get(name))
        .join();
    const seen = new Set([secret()]);
    for (let count = 0; count < 3; count += 1) {
      service.stack.advanceClock(11);
      await signInBy(browser, person);
      seen.add(secret());
    }
    expect(seen.size).toBe(4);
  });

  test.each([
    [seconds(9), "skipped"],
    [seconds(11), "challenged"],
  ])("given a secret that was replaced %i ms ago, when it is presented, then the second step is %s", async (age, expected) => {
    const { person, browser } = await trusting(service);
    service.stack.advanceClock(11);
    const copy = copyOf(service, browser);
    await signInBy(browser, person);
    service.stack.advanceClock(toSeconds(age));
    expect(await signInBy(copy, person)).toBe(expected);
  });

  test("given the answer with the new secret was lost, when the old one comes an hour later, then it still counts", async () => {
    const { person, browser } = await trusting(service);
    for (let count = 0; count < 3; count += 1) {
      service.stack.advanceClock(3600);
      browser.loseAnswers(1);
      await begin(browser, person).catch(() => "lost");
    }
    service.stack.advanceClock(3600);
    expect(await signInBy(browser, person)).toBe("skipped");
    service.stack.advanceClock(3600);
    expect(await signInBy(browser, person)).toBe("skipped");
  });
});

describe("a stale copy", () => {
  async function stolen() {
    const { person, browser, sessionToken: first } = await trusting(service);
    const copy = copyOf(service, browser);
    service.stack.advanceClock(11);
    const held = heldOf(await begin(browser, person));
    const { sessionToken = "" } = await browser.client.issueToken({ ...held, body: { session: "bearer" } });
    const elsewhere = await signIn(service, person);
    service.stack.advanceClock(11);
    const read = (token: string) => outcome(browser.client.getSettings({ sessionToken: token }));
    return { person, browser, copy, read, tokens: [first, sessionToken], elsewhere: elsewhere.sessionToken };
  }

  test("given a copy is presented, then neither it nor the browser is trusted any more", async () => {
    const { person, browser, copy } = await stolen();
    expect([await signInBy(copy, person), await signInBy(browser, person)]).toEqual(["challenged", "challenged"]);
    expect([copy, browser].map(({ names }) => names(trustPrefix))).toEqual([[], []]);
  });

  test("given a copy is presented, then the browser's sessions end, and those of others do not", async () => {
    const { person, copy, read, tokens, elsewhere } = await stolen();
    expect(await Promise.all([...tokens, elsewhere].map(read))).toEqual(["done", "done", "done"]);
    await signInBy(copy, person);
    expect(await Promise.all([...tokens, elsewhere].map(read))).toEqual(["unauthenticated", "unauthenticated", "done"]);
  });

  test("given a copy is presented, then the owner is told, once", async () => {
    const { person, copy } = await stolen();
    const again = copyOf(service, copy);
    await signInBy(copy, person);
    await signInBy(again, person);
    const [phone = ""] = person.phones;
    await arrived(service, phone, "信頼済みブラウザを取り消しました");
    expect(toldAt(service, phone, "信頼済みブラウザを取り消しました")).toHaveLength(1);
  });

  test("given the thief was first and his login is complete, when the owner comes, then the thief gets no result", async () => {
    const { person, browser } = await trusting(service);
    const thief = copyOf(service, browser);
    service.stack.advanceClock(11);
    await signInBy(thief, person);
    service.stack.advanceClock(11);
    const held = heldOf(await begin(thief, person));
    service.stack.advanceClock(11);
    expect(await signInBy(browser, person)).toBe("challenged");
    expect(await outcome(thief.client.issueToken(held))).toBe("login_closed");
  });

  test("given the identifier alone, when the cookie comes with it, then it is not looked at", async () => {
    const { person, browser, sessionToken } = await trusting(service);
    service.stack.advanceClock(11);
    const used = async () => (await browser.client.listTrustedBrowsers({ sessionToken })).browsers[0]?.lastUsedAt;
    const before = await used();
    await browser.client.startLogin({ body: { identifier: person.identifier } });
    expect(await used()).toBe(before);
  });

  test("given a copy without the password, when it is presented, then nothing happens to the browser", async () => {
    const { person, browser, copy } = await stolen();
    await refusal(copy.client.startLogin({ body: { identifier: person.identifier, password: "wrong-horse" } }));
    expect(await signInBy(browser, person)).toBe("skipped");
  });
});
