import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import type { Page } from "playwright-core";
import { delegatedPath, openShop, redeemAs, type Shop } from "./delegated.ts";
import { linkPath, openBeside } from "./links.ts";
import { lost } from "./network.ts";
import { choose, codeOf, enterCode, heading, sendCode } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let shop: Shop;
let suite: Suite;
beforeAll(async () => {
  shop = await openShop();
  suite = await startSuite({
    clients: [{ clientId: "shop", returnUrls: [shop.returnUrl] }],
    links: { sms: "approve", email: "continue" },
    exemptions: [
      { rule: "automatic_login", owner: "apps", reason: "the app is bound to its device", until: "2099-12-31" },
    ],
  });
});
afterEach(() => suite.stack.resetClock());
afterAll(async () => {
  await suite.close();
  await shop.close();
});

/** Sent there by the shop. */
const sent = async (person: Person, more: object = {}) =>
  suite.open(await delegatedPath(suite, person, shop.returnUrl, more));

/** Back at the shop: the claims of the result that it then takes. */
async function claimsAtShop(page: Page) {
  await heading(page, "ショップ").waitFor();
  const back = new URL(page.url());
  expect(back.searchParams.get("state")).toBe("s-1");
  const code = back.searchParams.get("code") ?? "";
  const answer = await redeemAs(suite, "shop", code);
  expect(answer.status).toBe(200);
  expect((await redeemAs(suite, "shop", code)).status).toBe(404);
  return decodeJwt((await answer.json()).token);
}

describe("a login that another service has begun", () => {
  test("delegated: the second step is done here, and the browser goes back to the service, which takes the result once", async () => {
    const person = await suite.person(1);
    const page = await sent(person);
    await heading(page, "ご本人確認").waitFor();
    expect(page.url()).toBe(`${suite.stack.origin}/login/method`);
    await sendCode(page);
    await enterCode(page, codeOf(suite, person));
    expect(await claimsAtShop(page)).toMatchObject({ amr: ["pwd", "sms", "mfa"], aud: "shop" });
  });

  test("delegated: nothing of the ticket stays in the address or the history", async () => {
    const path = await delegatedPath(suite, await suite.person(1), shop.returnUrl);
    const page = await suite.open(path);
    await heading(page, "ご本人確認").waitFor();
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(path.split("#")[1]);
  });

  test("appApproval 11: an app's automatic login that is exempted goes straight back", async () => {
    const page = await sent(await suite.person(1), { automatic: true });
    const claims = await claimsAtShop(page);
    expect(claims).toMatchObject({ amr: ["pwd"], acr: "urn:nidan:acr:1" });
  });

  test("delegated: where the browser can be trusted, that is asked first, and trusted it is the next time", async () => {
    const person = await suite.person(1, 1);
    const page = await sent(person);
    await heading(page, "ご本人確認").waitFor();
    await choose(page, "email_link");
    await page.getByRole("button", { name: "確認用のURLを送信する" }).click();
    await heading(page, "届いたURLを開いてください").waitFor();
    const tab = await openBeside(suite, page, linkPath(suite, person));
    await tab.getByRole("button", { name: "ログインを続ける" }).click();
    await heading(tab, "ご本人確認が完了しました").waitFor();
    await tab.getByRole("button", { name: "信頼済みブラウザを登録する" }).click();
    await tab.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
    await tab.getByRole("button", { name: "サービスに戻る" }).click();
    expect(await claimsAtShop(tab)).toMatchObject({ amr: expect.arrayContaining(["pwd", "mfa"]) });

    suite.stack.advanceClock(31);
    const next = await delegatedPath(suite, person, shop.returnUrl);
    await tab.goto(suite.stack.origin + next);
    expect(await claimsAtShop(tab)).toMatchObject({ amr: ["pwd"], trusted_browser: true });
  });

  test("attack 7: a URL that was used says so, and does not offer a login here", async () => {
    const path = await delegatedPath(suite, await suite.person(1), shop.returnUrl);
    await heading(await suite.open(path), "ご本人確認").waitFor();
    const again = await suite.open(path);
    await heading(again, "この画面はすでに使われています").waitFor();
    await again.getByText("ご利用のサービスに戻り、もう一度ログインしてください。").waitFor();
    await again.getByRole("button", { name: "English" }).click();
    await heading(again, "This page has been used").waitFor();
  });

  test("delegated: a URL that is too old says so", async () => {
    const path = await delegatedPath(suite, await suite.person(1), shop.returnUrl);
    suite.stack.advanceClock(301);
    await heading(await suite.open(path), "画面の有効期限が切れました").waitFor();
  });

  test("delegated: without a ticket, or with a torn one, there is nothing to go on with", async () => {
    for (const path of ["/login/continue", "/login/continue#torn"]) {
      await heading(await suite.open(path), "この画面はすでに使われています").waitFor();
    }
  });

  test("delegated: a claim and a way back whose call is lost can be tried again", async () => {
    const person = await suite.person(1);
    const path = await delegatedPath(suite, person, shop.returnUrl);
    const page = await suite.open("/help");
    await page.route("**/v1/logins/claims", lost);
    await page.goto(suite.stack.origin + path);
    await heading(page, "ログインの続きを表示できません").waitFor();
    await page.unroute("**/v1/logins/claims");
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ご本人確認").waitFor();
    await sendCode(page);
    await page.route("**/return", lost);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "サービスに戻れませんでした").waitFor();
    await page.unroute("**/return");
    await page.getByRole("button", { name: "もう一度試す" }).click();
    expect(await claimsAtShop(page)).toMatchObject({ aud: "shop" });
  });

  test("delegated: no page broke its Content-Security-Policy", () => {
    expect(suite.complaints).toEqual([]);
  });
});
