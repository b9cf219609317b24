import { expect } from "@jest/globals";
import { button, link } from "../../settings-steps.ts";
import {
  callAs,
  choose,
  codeOf,
  enterCode,
  heading,
  heldBy,
  referenceIn,
  says,
  sendCode,
  toMethodPage,
} from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { trustWithCode, untrusted } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";

/** By SMS, where a URL would come first. */
async function toCode(suite: Suite, person: Person) {
  const page = await toMethodPage(suite, person);
  await choose(page, "sms_code");
  await sendCode(page);
  return page;
}

export const codeLines: LinesOf<"linkApproval"> = (line) => {
  line(11, "a code by SMS to the registered number is the other way, and is typed on the code page", async (suite) => {
    const person = await suite.person();
    const page = await toCode(suite, person);
    await says(page, `SMSに「照合${referenceIn(suite.lastSms(person)?.text)}」と書かれていることをご確認ください。`);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  line(11, "so is a code by mail to the contact address", async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toMethodPage(suite, person);
    await choose(page, "email_code");
    await sendCode(page);
    const [mail, ...more] = suite.stack.messages({ channel: "email", to: person.emails[0] });
    expect([more, await page.content()]).toEqual([[], expect.not.stringContaining(person.emails[0] ?? "")]);
    await enterCode(page, /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "");
    await heading(page, "ログインしました").waitFor();
  });

  line(12, "a code works once", async (suite) => {
    const person = await suite.person();
    const page = await toCode(suite, person);
    const used = codeOf(suite, person);
    const { loginId, loginToken } = await heldBy(page);
    await enterCode(page, used);
    await heading(page, "ログインしました").waitFor();
    const again = await callAs(suite, loginToken, `${loginId}/verifications`, { code: used });
    expect(again).toEqual({ status: 401, code: "unauthenticated" });
    suite.stack.advanceClock(31);
    const later = await toCode(suite, person);
    await enterCode(later, used);
    await says(later, "認証コードが正しくありません。ご確認のうえ、もう一度入力してください。");
  });

  line(
    15,
    "a trusted browser that is removed in the settings is asked for the second step at its next login",
    async (suite) => {
      const person = await suite.person();
      const page = await toCode(suite, person);
      await trustWithCode(page, codeOf(suite, person), "居間のPC");
      await link(page, "設定").click();
      await link(page, "信頼済みブラウザ").click();
      await page.locator(".card-link", { hasText: "居間のPC" }).click();
      await button(page, "登録を解除する").click();
      await button(page, "登録を解除する").click();
      await says(page, "登録されている信頼済みブラウザはありません。");
      await untrusted(suite, page, person);
    },
  );

  line(18, "switching between Japanese and English in mid-flow keeps the login and what was typed", async (suite) => {
    const person = await suite.person();
    const page = await toCode(suite, person);
    const { loginId } = await heldBy(page);
    const [own, other, submit] =
      suite.run?.locale === "en"
        ? (["English", "日本語", "認証する"] as const)
        : (["日本語", "English", "Verify"] as const);
    await page.getByRole("textbox").fill(codeOf(suite, person));
    await page.getByRole("button", { name: other }).click();
    await page.locator(`html[lang=${other === "English" ? "en" : "ja"}]`).waitFor();
    await page.getByRole("button", { name: submit }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: submit }).waitFor();
    await page.getByRole("textbox").fill(codeOf(suite, person));
    await page.getByRole("button", { name: own }).click();
    expect(await page.getByRole("textbox").inputValue()).toBe(codeOf(suite, person));
    expect((await heldBy(page)).loginId).toBe(loginId);
    await button(page, "認証する").click();
    await heading(page, "ログインしました").waitFor();
  });
};
