import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { parseSettings, SettingsError } from "../../shared/parse-settings.ts";
import {
  claim,
  codeFor,
  delegatedSettings,
  prove,
  redeem,
  returnUrl,
  startDelegated,
  ticketOf,
} from "../support/delegated.ts";
import { type Service, startService } from "../support/service.ts";
import { atOnce } from "../support/store.ts";
import { openBrowser } from "../support/test-browser.ts";
import { giveAway } from "./given-away.ts";
import { beginLogin, outcome, refusal, tally } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(delegatedSettings);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const claimBy = (ticket: string) => outcome(openBrowser(service).client.claimLogin({ body: { ticket } }));

describe("attack 5: a ticket, a code and a token in each other's place", () => {
  test("attack 5: given a ticket, when it is shown as a login token or a code, then it opens nothing", async () => {
    const person = await service.makeAccount();
    const { status, body } = await startDelegated(service, person);
    expect(status).toBe(201);
    const [, ticket = ""] = String(body.url).split("#");
    const { client } = openBrowser(service);
    const params = { loginId: String(body.loginId) };
    const inner = Buffer.from(ticket, "base64url").subarray(16).toString("base64url");
    for (const loginToken of [ticket, inner]) {
      expect(await outcome(client.getLogin({ params, loginToken }))).toBe("unauthenticated");
      expect(await outcome(client.returnLogin({ params, loginToken }))).toBe("unauthenticated");
    }
    expect((await redeem(service, ticket)).status).toBe(404);
  });

  test("attack 5: given a login token or a code, when it is shown as a ticket, then it opens nothing", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    const { held } = await beginLogin(service, person);
    const id = Buffer.from(held.params.loginId, "base64url");
    const dressed = Buffer.concat([id, Buffer.from(held.loginToken, "base64url")]).toString("base64url");
    expect(await Promise.all([code, held.loginToken, dressed].map(claimBy))).toEqual(
      Array.from({ length: 3 }, () => "unauthenticated"),
    );
  });

  test("attack 5: given a login that is another's by now, when its ticket or its code of before is used, then it opens nothing", async () => {
    const person = await service.makeAccount();
    const { body } = await startDelegated(service, person);
    const [, ticket = ""] = String(body.url).split("#");
    await giveAway(service, String(body.loginId));
    expect(await claimBy(ticket)).toBe("unauthenticated");

    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    await giveAway(service, claimed.held.params.loginId);
    expect((await redeem(service, code)).status).toBe(404);
  });

  test("attack 5: given a ticket with one bit turned, wherever it is, when it is claimed, then it is refused", async () => {
    const bytes = Buffer.from(await ticketOf(service, await service.makeAccount()), "base64url");
    const forged = Array.from(bytes, (_, place) => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 1;
      return copy.toString("base64url");
    });
    expect(tally(await Promise.all(forged.map(claimBy)))).toEqual({ unauthenticated: bytes.length });
  });

  test("attack 5: given a code with one bit turned, wherever it is, when it is redeemed, then there is no result", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    const bytes = Buffer.from(code, "base64url");
    const forged = Array.from(bytes, (_, place) => {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 1;
      return redeem(service, copy.toString("base64url"));
    });
    expect(new Set((await Promise.all(forged)).map(({ status }) => status))).toEqual(new Set([404]));
    expect((await redeem(service, code)).status).toBe(200);
  });
});

describe("attack 7: a delegated login replayed", () => {
  test("attack 7: given a ticket that was claimed, when it is claimed again, then 401, and the first goes on", async () => {
    const person = await service.makeAccount();
    const ticket = await ticketOf(service, person);
    const browser = openBrowser(service);
    const login = await browser.client.claimLogin({ body: { ticket } });
    const replayed = await refusal(openBrowser(service).client.claimLogin({ body: { ticket } }));
    expect(replayed).toMatchObject({ status: 401, code: "unauthenticated" });
    expect((await browser.client.getLogin({ params: login, loginToken: login.loginToken ?? "" })).status).toBe(
      "pending",
    );
  });

  test("attack 7: given 30 claims of one ticket at once, when all have answered, then one has the login", async () => {
    const ticket = await ticketOf(service, await service.makeAccount());
    expect(tally(await atOnce(30, () => claimBy(ticket)))).toEqual({ done: 1, unauthenticated: 29 });
  });

  test("attack 7: given a code that was redeemed, when it is redeemed again, then there is no result", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    const first = await redeem(service, code);
    expect([first.status, (await redeem(service, code)).status]).toEqual([200, 404]);
  });

  test("attack 7: given 30 that redeem one code at once, when all have answered, then one has the result", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    const statuses = (await atOnce(30, () => redeem(service, code))).map(({ status }) => String(status));
    expect(tally(statuses)).toEqual({ 200: 1, 404: 29 });
  });

  test("attack 7: given another client's code, when it is redeemed, then as if there were none, and its own still can", async () => {
    const person = await service.makeAccount();
    const claimed = await claim(service, person);
    const code = await codeFor(claimed, await prove(service, person, claimed));
    const foreign = await redeem(service, code, "bank");
    expect(foreign).toEqual(await redeem(service, "A".repeat(114)));
    expect((await redeem(service, code)).status).toBe(200);
  });
});

describe("attack 8: a step that is due", () => {
  test("attack 8: given a second step that is due, when the way back is asked before it, then there is none", async () => {
    const { browser, held } = await claim(service, await service.makeAccount());
    expect(await outcome(browser.client.returnLogin(held))).toBe("login_closed");
  });

  test("attack 8: given a backend that calls it done, when the login is claimed, then the second step is due all the same", async () => {
    const more = {
      mfaRequired: false,
      status: "complete",
      secondFactor: { by: "sms_code", at: 1 },
      exempted: "client",
    };
    const { login } = await claim(service, await service.makeAccount(), { ...more, amr: ["pwd", "sms", "otp"] });
    expect(login).toMatchObject({ status: "pending", needs: ["second_factor"] });
  });

  test("attack 8: given a code for a login that only waits, when it is made up, then there is no result", async () => {
    const person = await service.makeAccount();
    const { login } = await claim(service, person);
    const id = Buffer.from(login.loginId, "base64url");
    const token = Buffer.from(login.loginToken ?? "", "base64url");
    expect((await redeem(service, Buffer.concat([id, token]).toString("base64url"))).status).toBe(404);
  });
});

describe("attack 42: a way back to elsewhere", () => {
  const elsewhere = [
    "//evil.example",
    "\\evil.example",
    "https://shop.example.jp@evil.example/signed-in",
    "javascript:alert(1)",
    "https://evil.example/signed-in",
    `${returnUrl}/`,
    `${returnUrl}?next=//evil.example`,
    `${returnUrl}#x`,
    `${returnUrl}\\..\\evil`,
    "HTTPS://shop.example.jp/signed-in",
    "http://shop.example.jp/signed-in",
    "https://shop.example.jp:444/signed-in",
  ];
  test.each(
    elsewhere,
  )("attack 42: given the way back is %s, when a login is begun, then it is refused", async (wanted) => {
    const refused = await startDelegated(service, await service.makeAccount(), { returnUrl: wanted });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: "/returnUrl" }] } });
  });

  test.each([
    "//evil.example",
    "\\evil.example",
    "https://ok@evil.example/",
    "https://:secret@evil.example/",
    "javascript:alert(1)",
    "http://shop.example.jp/",
    "https://shop.example.jp",
    "https://shop.example.jp/#",
    "https://shop.example.jp/?code=1",
    "https://shop.example.jp/?state=1",
    "https://shop.example.jp/a/../b",
    "data:text/html,x",
  ])("attack 42: given an operator lists %s, when the settings are read, then they are refused", (url) => {
    const read = () => parseSettings({ clients: [{ clientId: "shop", returnUrls: [url] }] });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow("clients.0.returnUrls.0: must be a whole https URL");
  });

  test.each([
    "https://shop.example.jp/",
    "https://shop.example.jp:8443/back?lang=ja",
    "http://localhost:8080/signed-in",
    "http://127.0.0.1/signed-in",
  ])("attack 42: given an operator lists %s, when the settings are read, then it is taken", (url) => {
    const { clients } = parseSettings({ clients: [{ clientId: "shop", returnUrls: [url] }] });
    expect(clients).toEqual([{ clientId: "shop", returnUrls: [url] }]);
  });
});
