import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { nameSupport } from "./network.ts";
import { choose, enterPassword, heading, sendCode, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const titles = (page: Page) => page.locator("section h2").allTextContents();
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

describe("help that needs no login", () => {
  test("appApproval 16: the help for SMS warns that number parking blocks it, and that without the phone there is no login", async () => {
    const page = await suite.open("/help/sms");
    await says(page, "番号保管（電話番号保管サービス）をご利用中の電話番号では、SMSを受信できません。");
    await says(page, /電話機がお手元にないと、ログインできません。/);
  });

  test("manyChannels 12: the help for calls tells of the key on the screen, of voicemail and of blocked callers", async () => {
    const page = await suite.open("/help/voice");
    await says(page, /画面に表示されている数字を、電話機のボタンで押してください。/);
    await says(page, /留守番電話や転送電話が先に応答すると/);
    expect(await titles(page)).toContain("着信拒否の設定を確認する");
  });

  test("given the list of help, then it leads to every page of it", async () => {
    const page = await suite.open("/help");
    await heading(page, "ヘルプ").waitFor();
    const names = await page.locator(".ways").getByRole("link").allTextContents();
    for (const name of names) {
      await page.locator(".ways").getByRole("link", { name }).click();
      await heading(page, name).waitFor();
      await page.goBack();
      await heading(page, "ヘルプ").waitFor();
    }
    expect(names).toHaveLength(11);
  });
});

describe("help within a login", () => {
  test("appApproval 15: the code page links to the help for a code that does not arrive: that of the method that was asked", async () => {
    const person = await suite.person(1, 1);
    const page = await toCodePage(suite, person);
    const openHelp = async () => {
      await page.getByRole("link", { name: "認証コードが届かない方" }).click();
      await heading(page, "認証コードが届かない方へ").waitFor();
    };
    await openHelp();
    await says(page, "SMSが届かないときは、次の内容をご確認ください。");
    await page.getByRole("link", { name: "認証コードの入力に戻る" }).click();
    await page.getByRole("link", { name: "別の方法で受け取る" }).click();
    await choose(page, "email_code");
    await sendCode(page);
    await openHelp();
    await says(page, "メールが届かないときは、次の内容をご確認ください。");
  });

  test("given a page of help is read in a login, then the way back leads to where the person was", async () => {
    const page = await suite.open("/login");
    await enterPassword(page, await suite.person(2));
    await heading(page, "ご本人確認").waitFor();
    await page.getByRole("link", { name: "公式の送信元のご案内" }).click();
    await heading(page, "公式の送信元のご案内").waitFor();
    await page.getByRole("link", { name: "受け取り方法の選択に戻る" }).click();
    await sendCode(page);
    await page.getByRole("textbox").fill("12");
    await page.getByRole("contentinfo").getByRole("link", { name: "ヘルプ" }).click();
    await page.getByRole("link", { name: "認証コードの入力に戻る" }).click();
    expect(await page.getByRole("textbox").inputValue()).toBe("12");
  });
});

describe("memberSite 5: help for a number or address that has changed", () => {
  test("given the operator named phone, web and app, then each is shown", async () => {
    const page = await suite.open("/help/changed");
    await nameSupport(page, {
      phone: { number: "0120-000-123", hours: { ja: "9時〜18時", en: "9 am to 6 pm" } },
      web: "https://www.example.jp/support",
      app: { ja: "「設定」の「お問い合わせ」から", en: "Under “Settings”" },
    });
    await heading(page, "電話番号・メールアドレスが変わった方へ").waitFor();
    expect(await page.getByRole("link", { name: "0120-000-123" }).getAttribute("href")).toBe("tel:0120-000-123");
    const web = page.getByRole("link", { name: "お問い合わせページを開く" });
    expect(await web.getAttribute("href")).toBe("https://www.example.jp/support");
    expect(await page.locator("dt").allTextContents()).toEqual(["電話", "ウェブサイト", "アプリ"]);
  });

  test("given the operator named the web alone, then nothing is said of the others", async () => {
    const page = await suite.open("/help/changed");
    await nameSupport(page, { web: "https://www.example.jp/support" });
    await page.getByRole("link", { name: "お問い合わせページを開く" }).waitFor();
    expect(await page.locator("dt").allTextContents()).toEqual(["ウェブサイト"]);
  });

  test("given the operator named none, then the page says whom to ask", async () => {
    const page = await suite.open("/help/changed");
    await says(page, "お問い合わせ先は、ご利用中のサービスの案内をご確認ください。");
    expect(await page.locator("dt").count()).toBe(0);
  });
});

describe("manyChannels 17: a forgotten password, and contact", () => {
  test("manyChannels 17: given the operator named none, then the service's own page is linked, and contact leads to help", async () => {
    const page = await suite.open("/login");
    await heading(page, "ログイン").waitFor();
    const forgotten = page.getByRole("link", { name: "パスワードを忘れた方" });
    expect(await forgotten.getAttribute("href")).toBe("/password/forgotten");
    await page.getByRole("main").getByRole("link", { name: "お問い合わせ" }).click();
    await heading(page, "ヘルプ").waitFor();
    await page.getByRole("heading", { name: "お問い合わせ窓口" }).waitFor();
  });
});

describe("the official senders", () => {
  test("given the operator's settings, then numbers and addresses are told, and what we never ask", async () => {
    const page = await suite.open("/about/messages");
    await says(page, "050-0000-1234");
    await says(page, "no-reply@login.example.jp");
    await says(page, "携帯電話会社により異なる番号から届きます。");
    expect(await titles(page)).toEqual(["送信元", "当サービスからお願いしないこと", "不審なメッセージを受け取ったら"]);
  });
});
