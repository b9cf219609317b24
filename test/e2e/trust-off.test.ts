import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { button, link, toSettings } from "./settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, sendCodeBySms } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";
import { trustBox } from "./trust-steps.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ trust: { days: 0, mostDays: 0 } });
});
afterAll(() => suite.close());

test("given a service that trusts no browsers, then the settings speak of none, and the rest is changed all the same", async () => {
  const page = await toSettings(suite, await suite.person());
  const main = page.getByRole("main");
  await main.getByText("お知らせの言語").first().waitFor();
  expect(await main.innerText()).not.toMatch(/信頼|ブラウザ認証有効期間/);
  await link(page, "設定変更").click();
  await page.locator('input[name="notices"]').first().waitFor();
  expect(await main.innerText()).not.toMatch(/信頼|ブラウザ認証有効期間/);
  await page.locator('input[name="notices"][value="yes"]').check();
  await button(page, "確認する").click();
  await button(page, "この内容で変更する").click();
  await heading(page, "2段階認証の設定").waitFor();
});

test("given a service that trusts no browsers, when the address of their page is opened, then it does not say how to trust one", async () => {
  const page = await toSettings(suite, await suite.person(), "/settings/trusted-browsers");
  await page.getByText("信頼済みブラウザはありません").waitFor();
  expect(await page.getByText("このブラウザを信頼済みとして登録する").count()).toBe(0);
});

test("given a service that trusts no browsers, when a code is entered, then neither its page nor the next offers it", async () => {
  const person = await suite.person();
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await sendCodeBySms(page);
  await heading(page, "認証コードの入力").waitFor();
  expect(await trustBox(page).count()).toBe(0);
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  expect(await page.getByRole("main").innerText()).not.toMatch(/信頼|ブラウザ認証有効期間/);
});
