import { randomInt } from "node:crypto";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { enterBoth, enterIdentifier, toBoth, toBothAnyway } from "../../order-steps.ts";
import { button, link } from "../../settings-steps.ts";
import { anotherCode, callAs, choose, codeOf, heading, heldBy, says } from "../../steps.ts";
import type { Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import { trustBox } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";

const refused =
  "ログインID、パスワード、認証コードのいずれかが正しくありません。ご確認のうえ、もう一度入力してください。";
const signedIn = (page: Page) => heading(page, "ログインしました").waitFor();

/** What a page says, but for what differs from login to login. */
const shownOf = async (page: Page) =>
  (await page.getByRole("main").innerText()).replace(
    /照合\w\w|ref \w\w|\d+:\d\d( [AP]M)?|あと\d+秒|\d+ s(econds)?/g,
    "…",
  );

/** Nobody's page, with the same ways. */
async function likeKnown(suite: Suite, seen: string): Promise<Page> {
  for (let tries = 0; tries < 20; tries += 1) {
    const page = await toBothAnyway(suite, { identifier: `nobody-${randomInt(1e12)}` });
    if ((await shownOf(page)) === seen) return page;
    await page.context().close();
  }
  throw new Error("nobody is shown what somebody is");
}

export const bothLines: LinesOf<"appApproval"> = (line) => {
  line(1, "/login asks the identifier alone, then 「次へ」; an unknown one answers the same", async (suite) => {
    const page = await suite.open("/login");
    await page.getByRole("textbox", { name: say(page, "ログインID") }).waitFor();
    expect(await page.locator("input").count()).toBe(1);
    await button(page, "次へ").click();
    await says(page, "ログインIDを入力してください。");
    const person = await suite.person();
    await enterIdentifier(page, person.identifier);
    await heading(page, "パスワードと認証コードの入力").waitFor();
    const seen = await shownOf(page);
    const unknown = await likeKnown(suite, seen);
    for (const tab of [page, unknown]) {
      await trustBox(tab).uncheck();
      await enterBoth(tab, "wrong-password", "000000");
      await says(tab, refused);
    }
    expect(await shownOf(unknown)).toBe(await shownOf(page));
  });

  line(2, "password and code on one page, one 「ログイン」", async (suite) => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await says(page, "ご登録の電話番号にSMSで届く認証コードを入力してください。");
    expect(await button(page, "ログイン").count()).toBe(1);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
  });

  line(3, "either wrong → the same answer, and it does not say which", async (suite) => {
    const said: string[] = [];
    for (const [isPassword, isCode] of [
      [true, false],
      [false, true],
    ] as const) {
      const person = await suite.person();
      const page = await toBoth(suite, person);
      await trustBox(page).uncheck();
      const code = codeOf(suite, person);
      await enterBoth(page, isPassword ? person.password : "wrong-password", isCode ? code : anotherCode(code));
      await says(page, refused);
      said.push(await shownOf(page));
      expect(await page.locator("[aria-invalid=true]").count()).toBe(2);
      await enterBoth(page, person.password, code);
      await signedIn(page);
    }
    expect(new Set(said).size).toBe(1);
  });

  line(4, "identifier and password alone never sign in", async (suite) => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, "");
    await says(page, refused);
    const { loginId, loginToken } = await heldBy(page);
    expect(await callAs(suite, loginToken, `${loginId}/token`)).toEqual({ status: 409, code: "login_closed" });
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("__Host-nidan-session");
  });

  line(14, "SMS and mail have texts of their own", async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toBoth(suite, person);
    const [sms, smsCode] = [suite.lastSms(person)?.text ?? "", codeOf(suite, person)];
    await link(page, "別の方法で受け取る").click();
    await choose(page, "email_code");
    await button(page, "認証コードを送信する").click();
    await says(page, "ご登録のメールアドレスにメールで届く認証コードを入力してください。");
    const [mail] = suite.stack.messages({ to: person.emails[0], channel: "email" });
    expect(sms.split("\n").at(-1)).toBe(`@localhost #${smsCode}`);
    expect(mail?.text).not.toContain("@localhost #");
    const isEnglish = suite.run?.locale === "en";
    expect([mail?.subject, sms.length < (mail?.text.length ?? 0)]).toEqual([
      expect.stringMatching(isEnglish ? /code/i : /セキュリティコードのお知らせ/),
      true,
    ]);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "");
    await signedIn(page);
  });

  line(15, "the code page links the help for a code that does not arrive", async (suite) => {
    const page = await toBoth(suite, await suite.person());
    const notArrived = suite.run?.locale === "en" ? "The code does not arrive" : "セキュリティコードが届かない方";
    expect(await page.getByRole("link", { name: notArrived }).count()).toBe(1);
    await link(page, "認証コードが届かない方").click();
    await heading(page, "認証コードが届かない方へ").waitFor();
    await says(page, "SMSが届かないときは、次の内容をご確認ください。");
    await link(page, "認証コードの入力に戻る").click();
    await heading(page, "パスワードと認証コードの入力").waitFor();
  });
};
