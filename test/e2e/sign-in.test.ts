import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { anotherCode, codeOf, enterCode, enterPassword, heading, heldBy, sendCode, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const notCorrect = "認証コードが正しくありません。ご確認のうえ、もう一度入力してください。";

describe("signing in with password and SMS code", () => {
  test("linkApproval 11: a code by SMS to the registered number signs in", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const sms = suite.lastSms(person);
    expect(sms?.to).toBe(person.phones[0]);
    const reference = /照合(\w\w)/.exec(sms?.text ?? "")?.[1];
    await page.getByText(`SMSに「照合${reference}」と書かれていること`).waitFor();

    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
    // The token has done its work: a reload says the same and asks for nothing.
    expect((await heldBy(page)).loginToken).toBeUndefined();
    await page.reload();
    await heading(page, "ログインしました").waitFor();
    await page.getByRole("button", { name: "完了" }).click();
    await page.getByText("この画面は閉じていただいてかまいません。").waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test("manyChannels 5 (code part): one field takes the code as it is typed or pasted, and sends nothing by itself", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const field = page.getByRole("textbox");
    expect(await field.count()).toBe(1);
    expect(await field.getAttribute("inputmode")).toBe("numeric");
    expect(await field.getAttribute("autocomplete")).toBe("one-time-code");
    expect(await field.getAttribute("maxlength")).toBeNull();

    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.method()));
    const fullWidth = codeOf(suite, person).replace(/\d/g, (digit) => "０１２３４５６７８９".charAt(Number(digit)));
    const typed = ` ${fullWidth.slice(0, 3)} ${fullWidth.slice(3)} `;
    await field.focus();
    await page.keyboard.insertText(typed);
    expect(await field.inputValue()).toBe(typed);
    expect(sent).not.toContain("POST");
    await page.keyboard.press("Enter");
    await heading(page, "ログインしました").waitFor();
  });
});

describe("a code by mail", () => {});

describe("the screen that began the login", () => {
  test("memberSite 1: a code from another screen is not correct; check and enter again", async () => {
    const person = await suite.person();
    const here = await toCodePage(suite, person);
    await toCodePage(suite, person);
    const codeThere = codeOf(suite, person);
    await enterCode(here, codeThere);
    await here.getByText(notCorrect).first().waitFor();
    await here.getByText("あと4回入力できます。").waitFor();
    expect(await here.getByRole("textbox").inputValue()).toBe(codeThere);
  });

  test("memberSite 2: closing the tab voids the code", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const code = codeOf(suite, person);
    const next = await page.context().newPage();
    await page.close();
    await next.goto(`${suite.stack.origin}/login/code`);
    await heading(next, "ログインを続けられません").waitFor();
    await next.getByRole("button", { name: "最初からやり直す" }).click();
    await enterPassword(next, person);
    await sendCode(next);
    await enterCode(next, code);
    await next.getByText(notCorrect).first().waitFor();
  });

  test("memberSite 2: reloading the page or switching to another app does not void the code", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.reload();
    await heading(page, "認証コードの入力").waitFor();
    const other = await page.context().newPage();
    await other.goto("about:blank");
    await page.bringToFront();
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("memberSite 3: the code page says to keep it open, and what was typed outlasts a look at the help", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.getByText("SMSを確認している間も、この画面は閉じないでください。").waitFor();
    await page.getByRole("textbox").fill("12");
    await page.getByRole("link", { name: "認証コードが届かない方" }).click();
    await heading(page, "認証コードが届かない方へ").waitFor();
    await page.getByRole("link", { name: "認証コードの入力に戻る" }).click();
    expect(await page.getByRole("textbox").inputValue()).toBe("12");
    await enterCode(page, anotherCode(codeOf(suite, person)));
    await page.getByText(notCorrect).first().waitFor();
  });

  test("linkApproval 18: switching between Japanese and English in mid-flow keeps the login and what was typed", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    const speaks = (lang: string) => page.locator(`html[lang=${lang}]`).waitFor();
    await page.getByRole("textbox", { name: "ログインID" }).fill(person.identifier);
    await page.getByLabel("パスワード", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "English" }).click();
    await speaks("en");
    await page.getByRole("button", { name: "Log in" }).click();
    await heading(page, "Confirm it is you").waitFor();
    await page.getByRole("button", { name: "日本語" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Send the code" }).click();
    await heading(page, "Enter the verification code").waitFor();
    expect(suite.lastSms(person)?.language).toBe("en");
    await page.getByRole("textbox").fill(codeOf(suite, person));
    await page.reload();
    await heading(page, "Enter the verification code").waitFor();
    await page.getByRole("textbox").fill(codeOf(suite, person));
    await page.getByRole("button", { name: "日本語" }).click();
    await speaks("ja");
    expect(await page.title()).toBe("認証コードの入力｜nidan");
    await page.getByRole("button", { name: "認証する" }).click();
    await heading(page, "ログインしました").waitFor();
  });
});
