import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeOf, enterCode, heading, heldBy, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

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

describe("the screen that began the login", () => {
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
