import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { link } from "./settings-steps.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

const support = {
  phone: { number: "0120-000-123", hours: { ja: "9時〜18時", en: "9 am to 6 pm" } },
  web: "https://www.example.jp/support",
  app: { ja: "「設定」の「お問い合わせ」から", en: "Under “Settings”" },
  forgottenPassword: "https://www.example.jp/password",
};

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({
    service: { shortName: "Member", name: { ja: "会員サイト <b>", en: "Member Site" } },
    support,
    totp: { apps: [{ system: "iPhone", names: ["会員認証アプリ"] }] },
  });
});
afterAll(() => suite.close());

test("manyChannels 17: the first page has the operator's name, and links the page for a forgotten password and contact", async () => {
  const page = await suite.open("/login");
  await heading(page, "ログイン").waitFor();
  expect(await page.locator(".brand").textContent()).toBe("会員サイト <b>");
  expect(await page.title()).toBe("ログイン｜会員サイト <b>");
  expect(await link(page, "パスワードを忘れた方").getAttribute("href")).toBe(support.forgottenPassword);
  await page.getByRole("button", { name: "English" }).click();
  await heading(page, "Log in").waitFor();
  expect(await page.locator(".brand").textContent()).toBe("Member Site");
  expect(suite.complaints).toEqual([]);
});
