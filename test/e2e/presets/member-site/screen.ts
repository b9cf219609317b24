import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { freshNumber, toReplace } from "../../method-steps.ts";
import { button, link, toSettings } from "../../settings-steps.ts";
import { anotherCode, codeOf, enterCode, enterPassword, heading, says, sendCode, toCodePage } from "../../steps.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

const notCorrect = "認証コードが正しくありません。ご確認のうえ、もう一度入力してください。";

export const screenLines: LinesOf<"memberSite"> = (line) => {
  line(1, "a code from another screen is not correct; check and enter again", async (suite) => {
    const person = await suite.person();
    const here = await toCodePage(suite, person);
    await toCodePage(suite, person);
    const codeThere = codeOf(suite, person);
    await enterCode(here, codeThere);
    await says(here, notCorrect);
    await says(here, "あと4回入力できます。");
    expect(await here.getByRole("textbox").inputValue()).toBe(codeThere);
  });

  line(2, "closing the tab voids the code", async (suite) => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const code = codeOf(suite, person);
    const next = await page.context().newPage();
    await page.close();
    await next.goto(`${suite.stack.origin}/login/code`);
    await heading(next, "ログインを続けられません").waitFor();
    await button(next, "最初からやり直す").click();
    await enterPassword(next, person);
    suite.stack.advanceClock(31);
    await sendCode(next);
    await enterCode(next, code);
    await says(next, notCorrect);
  });

  line(2, "reloading or switching to another app does not", async (suite) => {
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

  line(
    3,
    "the code page says to keep it open while looking at the message, and what was typed outlasts a look at the help",
    async (suite) => {
      const person = await suite.person(1, 1);
      const page = await toCodePage(suite, person);
      await says(page, "SMSを確認している間も、この画面は閉じないでください。");
      await page.getByRole("textbox").fill("12");
      await link(page, "認証コードが届かない方").click();
      await heading(page, "認証コードが届かない方へ").waitFor();
      await link(page, "認証コードの入力に戻る").click();
      expect(await page.getByRole("textbox").inputValue()).toBe("12");
      await link(page, "別の方法で受け取る").click();
      await page.getByRole("radio", { name: "@example.jp" }).check();
      await sendCode(page);
      await says(page, "メールを確認している間も、この画面は閉じないでください。");
    },
  );

  line(
    4,
    "a code for signing in is useless for a change of methods, and the other way round; each message says what for",
    async (suite) => {
      const person = await suite.person();
      const settings = await toSettings(suite, person, "/settings/methods");
      await toReplace(settings);
      await settings.getByRole("textbox").fill(freshNumber().typed);
      await button(settings, "認証コードを送信する").click();
      await heading(settings, "ご本人確認").waitFor();
      suite.stack.advanceClock(31);
      await sendCode(settings);
      const [toChange, textOfChange] = [codeOf(suite, person), suite.lastSms(person)?.text];
      const login = await suite.open("/login");
      await enterPassword(login, person);
      suite.stack.advanceClock(31);
      await sendCode(login);
      const [toSignIn, textOfLogin] = [codeOf(suite, person), suite.lastSms(person)?.text];
      const isEnglish = suite.run?.locale === "en";
      expect(textOfChange).toContain(isEnglish ? "change code" : "変更コード");
      expect(textOfLogin).toContain(isEnglish ? "your code" : "認証コード");

      await enterCode(settings, toSignIn);
      await says(settings, notCorrect);
      await enterCode(login, toChange);
      await says(login, notCorrect);
      await enterCode(settings, toChange);
      await button(settings, "登録する").waitFor();
      await enterCode(login, toSignIn);
      await heading(login, "ログインしました").waitFor();
    },
  );

  line(
    14,
    "the size of the text is chosen on the page, keeps what was typed, and outlasts the tab; at 200 % nothing breaks",
    async (suite) => {
      const person = await suite.person();
      const page = await toCodePage(suite, person);
      const sizeOf = (tab: Page) =>
        tab.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
      const before = await sizeOf(page);
      await page.getByRole("textbox").fill("123");
      await page.getByRole("button", { name: say(page, "大"), exact: true }).click();
      expect(await sizeOf(page)).toBeGreaterThan(before);
      expect(await page.getByRole("textbox").inputValue()).toBe("123");
      const later = await page.context().newPage();
      await later.goto(`${suite.stack.origin}/login`);
      await heading(later, "ログイン").waitFor();
      expect(await sizeOf(later)).toBe(await sizeOf(page));
      // A window at 200 % has half the width.
      for (const tab of [page, later]) {
        const { width = 0, height = 0 } = tab.viewportSize() ?? {};
        await tab.setViewportSize({ width: Math.max(320, Math.round(width / 2)), height: Math.round(height / 2) });
        const reach = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(reach[0]).toBe(reach[1]);
      }
      await enterCode(page, anotherCode(codeOf(suite, person)));
      await says(page, notCorrect);
      await enterCode(page, codeOf(suite, person));
      await heading(page, "ログインしました").waitFor();
    },
  );
};
