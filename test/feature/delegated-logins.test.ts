import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createResultVerifier } from "../../shared/relying/index.ts";
import { beginLogin, completeLogin, outcome, refusal } from "../attack/visitor.ts";
import {
  claim,
  codeFor,
  delegatedSettings,
  prove,
  redeem,
  returnUrl,
  returnUrlWithQuery,
  round,
  startDelegated,
  ticketOf,
} from "../support/delegated.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { ask, reason } from "../support/operator.ts";
import { type Service, startService } from "../support/service.ts";
import { openBrowser, trusting } from "../support/test-browser.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(delegatedSettings);
});
afterEach(() => {
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

/** A moment of the handlers' clock, so many seconds from now. */
const at = (seconds: number) => new Date(service.dependencies.clock.now() + seconds * 1000).toISOString();
const trailOf = async (sub: string) =>
  (await service.dependencies.activities.list(sub, { since: 0, limit: 100 })).activities;

describe("a login that a backend begins", () => {
  test("delegated: given a password that a backend has checked, when the second step is done, then the backend has a result that verifies", async () => {
    const person = await service.makeAccount();
    const { token, claims } = await round(service, person, { nonce: "n-1" });
    const verify = createResultVerifier({ issuer: service.stack.origin, clientId: "shop" });
    expect(await verify(token, { nonce: "n-1", secondFactor: "proved" })).toMatchObject({ sub: person.sub });
    expect(claims).toMatchObject({ amr: ["pwd", "sms", "mfa"], acr: "urn:nidan:acr:2", aud: "shop" });
  });

  test("delegated: given what a backend vouches for, when there is a result, then it says just that and what was proved here", async () => {
    const { claims } = await round(service, await service.makeAccount(), { amr: ["pin", "sms"] });
    expect(claims.amr).toEqual(["pin", "sms", "mfa"]);
  });

  test("delegated: given a login before its claim, when it is begun, then its URL carries the ticket in a fragment", async () => {
    const { status, body } = await startDelegated(service, await service.makeAccount());
    expect(status).toBe(201);
    expect(body.url).toMatch(new RegExp(`^${service.stack.origin}/login/continue#[\\w-]{114}$`));
  });

  test("delegated: given a claim, when it is answered, then the second factor is due and the page knows where the result goes", async () => {
    const { login } = await claim(service, await service.makeAccount());
    expect(login).toMatchObject({ status: "pending", isDelegated: true, needs: ["second_factor"], reason: "enabled" });
  });

  test("delegated: given a browser that its account trusts, when it claims, then the second step is skipped and the result says so", async () => {
    const { person, browser } = await trusting(service);
    service.stack.advanceClock(31);
    const claimed = await claim(service, person, {}, browser);
    expect(claimed.login.status).toBe("complete");
    const { body } = await redeem(service, await codeFor(claimed, claimed.held));
    const [, payload = ""] = String(body.token).split(".");
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
      amr: ["pwd"],
      trusted_browser: true,
      acr: "urn:nidan:acr:1",
    });
  });

  test("delegated: given the whole round, when the trail is read, then each step of it is kept with its client", async () => {
    const person = await service.makeAccount();
    await round(service, person);
    const kept = (await trailOf(person.sub)).filter(({ kind }) => /login_delegated|login_claimed|result_/.test(kind));
    expect(kept.map(({ kind, by, principal, reason: why }) => [kind, by, principal === undefined, why])).toEqual([
      ["result_redeemed", "service", false, "shop"],
      ["login_claimed", "person", true, "shop"],
      ["login_delegated", "service", false, "shop"],
    ]);
  });
});

describe("who it may be begun for", () => {
  test.each([
    ["an id that nobody has", "A".repeat(22)],
    ["what is no id", "SUBJECT"],
  ])("delegated: given %s, when a login is begun, then there is no such account", async (_, sub) => {
    expect(await startDelegated(service, { sub })).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("delegated: given a locked account, when a login is begun, then as for an account that there is not", async () => {
    const person = await service.makeAccount();
    await ask(service, `/accounts/${person.sub}/lock`, { reason });
    expect(await startDelegated(service, person)).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("delegated: given an owner who said not me, when a login is begun, then the password is to be changed first", async () => {
    const person = await service.makeAccount();
    await openBrowser(service).client.disavow({ body: { token: await disavowalFor(service, person.sub) } });
    const refused = await startDelegated(service, person);
    expect(refused).toMatchObject({ status: 403, body: { code: "password_change_required" } });
  });

  test("delegated: given a password that was voided, when a login is begun, then it is to be changed first", async () => {
    const person = await service.makeAccount();
    await ask(service, `/accounts/${person.sub}/resets`, { password: true, reason });
    const refused = await startDelegated(service, person);
    expect(refused).toMatchObject({ status: 403, body: { code: "password_change_required" } });
  });

  test.each([
    "claim",
    "return",
    "redeem",
  ] as const)("delegated: given an account that is locked before the %s, when it is tried, then the login is over", async (step) => {
    const person = await service.makeAccount();
    const ticket = await ticketOf(service, person);
    const browser = openBrowser(service);
    const lock = () => ask(service, `/accounts/${person.sub}/lock`, { reason });
    if (step === "claim") {
      await lock();
      return expect(await outcome(browser.client.claimLogin({ body: { ticket } }))).toBe("login_closed");
    }
    const claimed = await claim(service, person);
    const held = await prove(service, person, claimed);
    if (step === "return") {
      await lock();
      return expect(await outcome(claimed.browser.client.returnLogin(held))).toBe("login_closed");
    }
    const code = await codeFor(claimed, held);
    await lock();
    expect((await redeem(service, code)).status).toBe(404);
  });
});

describe("what it is begun with", () => {
  test.each([
    [-297, 201],
    [-303, 400],
    [0, 201],
    [27, 201],
    [33, 400],
  ])("delegated: given a password checked %i s from now, when a login is begun, then %i", async (seconds, status) => {
    const begun = await startDelegated(service, await service.makeAccount(), { authTime: at(seconds) });
    expect(begun.status).toBe(status);
    if (status === 400) expect(begun.body).toMatchObject({ errors: [{ pointer: "/authTime" }] });
  });

  test.each([
    ["an unknown client", { clientId: "nobody" }, "/clientId"],
    ["another client's return URL", { clientId: "bank" }, "/returnUrl"],
    ["no factor", { amr: [] }, "/amr"],
    ["a second factor that nobody here has seen", { amr: ["pwd", "mfa"] }, "/amr/1"],
    ["a factor that there is not", { amr: ["trust-me"] }, "/amr/0"],
    ["an address that is none", { viewer: { address: "shop.example.jp" } }, "/viewer/address"],
  ])("delegated: given %s, when a login is begun, then it is refused", async (_, more, pointer) => {
    const refused = await startDelegated(service, await service.makeAccount(), more);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("delegated: given a time ahead of ours, when there is a result, then nothing was proved in the future", async () => {
    const { claims } = await round(service, await service.makeAccount(), { authTime: at(25) });
    expect(Number(claims.auth_time)).toBeLessThanOrEqual(Number(claims.iat));
  });
});

describe("its ends", () => {
  test.each([
    [297, "done"],
    [301, "login_expired"],
  ])("delegated: given a ticket of %i s ago, when it is claimed, then %s", async (seconds, expected) => {
    const ticket = await ticketOf(service, await service.makeAccount());
    service.stack.advanceClock(seconds);
    expect(await outcome(openBrowser(service).client.claimLogin({ body: { ticket } }))).toBe(expected);
  });

  test.each([
    [56, 200, "done"],
    [61, 404, "login_closed"],
  ])("delegated: given a code of %i s ago, when it is redeemed, then %i, and asked for again, %s", async (seconds, status, again) => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const held = await prove(service, person, claimed);
    const code = await codeFor(claimed, held);
    service.stack.advanceClock(seconds);
    expect(await outcome(claimed.browser.client.returnLogin(held))).toBe(again);
    expect((await redeem(service, code)).status).toBe(status);
  });
});

describe("the way back", () => {
  test("delegated: given a lost answer, when the way back is asked again, then it is the same", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person, { state: "s&=1" });
    const held = await prove(service, person, claimed);
    const [one, other] = [
      await claimed.browser.client.returnLogin(held),
      await claimed.browser.client.returnLogin(held),
    ];
    expect(other).toEqual(one);
    expect(one.location.startsWith(`${returnUrl}?code=`)).toBe(true);
    expect(new URL(one.location).searchParams.get("state")).toBe("s&=1");
  });

  test("delegated: given a return URL with a query, when the browser goes back, then that stays as it was", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person, { returnUrl: returnUrlWithQuery });
    const { location } = await claimed.browser.client.returnLogin(await prove(service, person, claimed));
    expect(location.startsWith(`${returnUrlWithQuery}&code=`)).toBe(true);
  });

  test("delegated: given a login that a backend began, when the browser asks for the result, then it is none of its business", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const held = await prove(service, person, claimed);
    expect(await outcome(claimed.browser.client.issueToken(held))).toBe("forbidden");
    expect(await outcome(claimed.browser.client.returnLogin(held))).toBe("done");
  });

  test("delegated: given a login of our own page, when the way back is asked, then there is none", async () => {
    const done = await completeLogin(service, await service.makeAccount());
    expect(await outcome(done.client.returnLogin(done.held))).toBe("forbidden");
    const begun = await beginLogin(service, await service.makeAccount());
    expect((await refusal(begun.client.returnLogin(begun.held))).code).toBe("login_closed");
  });

  test("delegated: given a signer that is down, when a code is redeemed, then it can be redeemed once that is up again", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    service.stack.setFault({ service: "kms", fault: "error", times: 1000 });
    expect((await redeem(service, code)).status).toBe(503);
    service.stack.clearFaults();
    expect((await redeem(service, code)).status).toBe(200);
  });
});
