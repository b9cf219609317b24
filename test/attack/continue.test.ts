import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import type { Client } from "../../shared/contract/client.ts";
import { freshPhone, password, roomy, type Service, startService } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { askLink, browserAt, newestLink } from "./links.ts";
import { type Held, heldOf, outcome, tally } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...roomy,
    email: { from: "no-reply@login.example.jp" },
    links: { email: "continue" },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A browser that waits for the person to open the URL in the mail. */
async function waiting() {
  const emails = [`person-${randomUUID()}@example.jp`];
  const person = { ...(await service.makeAccount([freshPhone()], emails)), emails };
  const browser = browserAt(service);
  const asked = await askLink(service, person, { type: "email_link", client: browser.client });
  return { ...asked, person, browser };
}

const go = (client: Client, token: string, into?: Held) =>
  client.redeemLink({
    body: {
      token,
      decision: "continue",
      ...(into && { into: { loginId: into.params.loginId, loginToken: into.loginToken } }),
    },
  });
const inspect = (client: Client, token: string) => client.inspectLink({ body: { token } });
const signIn = async (client: Client, identifier: string) =>
  heldOf(await client.startLogin({ body: { identifier, password } }));

describe("a URL that goes on where it is opened", () => {
  test("manyChannels 6: given the browser that began, when the URL is used, then the login goes on there, and the tab before is told", async () => {
    const { browser, held, token, person } = await waiting();
    expect(await inspect(browser.client, token)).toMatchObject({ mode: "continue", goesOn: "here" });

    const { login } = await go(browser.client, token);

    expect(login).toMatchObject({ status: "complete", loginToken: expect.any(String) });
    expect(await browser.client.getLogin(held)).toMatchObject({ status: "complete", wentOn: "elsewhere" });
    expect(await browser.client.getLogin(held)).not.toHaveProperty("loginToken");
    expect(await outcome(browser.client.issueToken(held))).toBe("unauthenticated");
    const { token: result } = await browser.client.issueToken(heldOf(login ?? { loginId: "" }));
    expect(decodeJwt(result)).toMatchObject({ sub: person.sub, amr: ["pwd", "mca", "mfa"] });
  });

  test.each([
    [1799, "done"],
    [1800, "link_expired"],
    [1801, "link_expired"],
  ])("manyChannels 6: given %i s since the mail, when its URL is looked at, then %s", async (after, code) => {
    const { browser, token } = await waiting();
    service.stack.advanceClock(after);
    expect(await outcome(inspect(browser.client, token))).toBe(code);
  });

  test("manyChannels 7: given a newer URL, when the older is opened, then it is superseded, and the newer goes on", async () => {
    const { browser, token, ask } = await waiting();
    service.stack.advanceClock(31);
    const newer = await ask();
    expect(await outcome(inspect(browser.client, token))).toBe("link_superseded");
    expect(await outcome(go(browser.client, token))).toBe("link_superseded");
    expect(await outcome(go(browser.client, newer))).toBe("done");
  });

  test("attack 23: given a scanner without the cookie, when it opens the URL and presses everything, then nothing is used up", async () => {
    const { browser, held, token } = await waiting();
    const scanner = browserAt(service);

    expect(await inspect(scanner.client, token)).toMatchObject({ goesOn: "after_sign_in" });
    const body = { token, acknowledged: true, matchNumber: "00" };
    const pressed = [
      await outcome(go(scanner.client, token)),
      await outcome(scanner.client.redeemLink({ body: { ...body, decision: "approve" } })),
      await outcome(scanner.client.redeemLink({ body: { ...body, decision: "deny" } })),
    ];

    expect(pressed).toEqual(["forbidden", "login_closed", "login_closed"]);
    expect(await browser.client.getLogin(held)).toMatchObject({ status: "pending", challenge: { attemptsLeft: 5 } });
    expect(await outcome(go(browser.client, token))).toBe("done");
  });

  test("attack 29: given the browser that began, when a page of elsewhere has it use the URL, then 403", async () => {
    const { browser, token } = await waiting();
    const [[name, value] = ["", ""]] = [...browser.cookies];
    const answer = await fetch(`${service.stack.origin}/v1/links/redeem`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example", cookie: `${name}=${value}` },
      body: JSON.stringify({ token, decision: "continue" }),
    });
    expect(answer.status).toBe(403);
  });

  test("attack 24: given two tabs, when both go on at once, then one does", async () => {
    const { browser, token } = await waiting();
    const outcomes = await atOnce(20, () => outcome(go(browser.client, token)));
    expect(tally(outcomes)).toEqual({ done: 1, link_used: 19 });
  });

  test("manyChannels 8: given another browser, when identifier and password are entered there, then that login goes on, and the first has ended", async () => {
    const { browser, held, token, person } = await waiting();
    const other = browserAt(service);
    const own = await signIn(other.client, person.identifier);

    const { login } = await go(other.client, token, own);

    expect(login).toMatchObject({ loginId: own.params.loginId, status: "complete" });
    expect(await outcome(other.client.issueToken(heldOf(login ?? { loginId: "" })))).toBe("done");
    expect((await browser.client.getLogin(held)).status).toBe("denied");
    expect(await outcome(inspect(other.client, token))).toBe("link_used");
  });

  test("manyChannels 8: given the login has ended by time and its URL has not, when they are entered, then it goes on", async () => {
    const { browser, held, token, person } = await waiting();
    // The mail came a second after the login began, at least.
    service.stack.advanceClock(1);
    const later = await askAgain(browser.client, held);
    service.stack.advanceClock(1799);
    expect((await browser.client.getLogin(held)).status).toBe("expired");
    expect(await inspect(browser.client, later)).toMatchObject({ goesOn: "after_sign_in" });
    expect(await outcome(go(browser.client, later))).toBe("login_expired");

    const { login } = await go(browser.client, later, await signIn(browser.client, person.identifier));

    expect(login).toMatchObject({ status: "complete" });
    expect(token).not.toBe(later);

    async function askAgain(client: Client, { params, loginToken }: Held) {
      service.stack.advanceClock(30);
      const { methods } = await client.getLogin({ params, loginToken });
      const methodId = methods.find(({ type }) => type === "email_link")?.methodId ?? "";
      await client.createChallenge({ params, loginToken, body: { methodId } });
      return newestLink(service, person).token;
    }
  });

  test("attack 28: given a URL of one account, when a login of another would go on by it, then 403 and both stay", async () => {
    const { browser, held, token } = await waiting();
    const stranger = await service.makeAccount();
    const own = await signIn(browser.client, stranger.identifier);
    expect(await outcome(go(browser.client, token, own))).toBe("forbidden");
    expect([(await browser.client.getLogin(held)).status, (await browser.client.getLogin(own)).status]).toEqual([
      "pending",
      "pending",
    ]);
  });

  test("attack 4: given a login without its password, when it would go on by the URL, then it is refused", async () => {
    const { token, person } = await waiting();
    const { client } = browserAt(service);
    const begun = heldOf(await client.startLogin({ body: { identifier: person.identifier } }));
    expect(await outcome(go(client, token, begun))).toBe("unauthenticated");
  });

  test("given a login that was cancelled, when its URL is opened, then it is void", async () => {
    const { browser, held, token, person } = await waiting();
    await browser.client.cancelLogin(held);
    expect(await outcome(inspect(browser.client, token))).toBe("login_closed");
    const own = await signIn(browser.client, person.identifier);
    expect(await outcome(go(browser.client, token, own))).toBe("login_closed");
  });

  test("given a URL by which another device decides, when somebody would go on by it, then 403", async () => {
    const { token } = await waiting();
    const other = browserAt(service);
    expect(await outcome(go(other.client, token))).toBe("forbidden");
  });
});
