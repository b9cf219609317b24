import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { answerRequest, matchNumberOn, startPairing } from "../../approval-steps.ts";
import { enterBoth, enterIdentifier, enterPasswordAlone, toBoth } from "../../order-steps.ts";
import { button, link } from "../../settings-steps.ts";
import { callAs, codeOf, heading, heldBy, says } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import { nameField, trustBox } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Signed in by both, at the list of methods. */
async function toMethods(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login?returnTo=%2Fsettings%2Fmethods");
  await enterIdentifier(page, person.identifier);
  await heading(page, "パスワードと認証コードの入力").waitFor();
  await trustBox(page).uncheck();
  await enterBoth(page, person.password, codeOf(suite, person));
  await heading(page, "認証方法の管理").waitFor();
  return page;
}

/** Somebody whose phone is an app, at the page that lists what it is asked. */
export async function paired(suite: Suite): Promise<{ readonly person: Person; readonly phone: Page }> {
  const person = await suite.person();
  const phone = await toMethods(suite, person);
  const code = await startPairing(suite, phone, person);
  await phone.goto(`${suite.stack.origin}/settings/approvals`);
  await phone.getByRole("textbox", { name: say(phone, "登録コード") }).fill(code);
  await button(phone, "登録する").click();
  await says(phone, "この端末を承認アプリとして登録しました。");
  return { person, phone };
}

/** The identifier, and the page that waits for the app. */
export async function waiting(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  await heading(page, "承認アプリで確認してください").waitFor();
  return page;
}

export const appLines: LinesOf<"appApproval"> = (line) => {
  line(
    17,
    "after the identifier the page waits; 「はい」 → the password page → the session, never without the password",
    async (suite) => {
      const { person, phone } = await paired(suite);
      const page = await waiting(suite, person);
      await answerRequest(phone, "はい", await matchNumberOn(page));
      await heading(page, "パスワードの入力").waitFor();
      const { loginId, loginToken } = await heldBy(page);
      expect(await callAs(suite, loginToken, `${loginId}/token`)).toEqual({ status: 409, code: "login_closed" });
      await enterPasswordAlone(page, "wrong-password");
      await says(page, "パスワードが正しくありません。ご確認のうえ、もう一度入力してください。");
      await enterPasswordAlone(page, person.password);
      await heading(page, "ログインしました").waitFor();
    },
  );

  line(18, "「いいえ」 → denied, and the person is led to change the password", async (suite) => {
    const { person, phone } = await paired(suite);
    const page = await waiting(suite, person);
    await answerRequest(phone, "いいえ");
    await heading(phone, "ログインを拒否しました").waitFor();
    await says(phone, "すぐにパスワードを変更してください。");
    await heading(page, "このログインは取り消されました").waitFor();
    await link(page, "パスワードを変更する").waitFor();
    await link(phone, "パスワードを変更する").click();
    await heading(phone, "パスワードの変更").waitFor();
  });

  line(19, "trust is offered in the app flow too, by a name, and holds", async (suite) => {
    const { person, phone } = await paired(suite);
    const page = await waiting(suite, person);
    await answerRequest(phone, "はい", await matchNumberOn(page));
    await enterPasswordAlone(page, person.password);
    await heading(page, "ログインしました").waitFor();
    await nameField(page).fill("居間のPC");
    await button(page, "信頼済みブラウザを登録する").click();
    await says(page, "このブラウザを信頼済みとして登録しました。");
    suite.stack.advanceClock(11);
    await page.goto(`${suite.stack.origin}/login`);
    await enterIdentifier(page, person.identifier);
    await enterPasswordAlone(page, person.password);
    await heading(page, "ログインしました").waitFor();
  });

  line(20, "the waiting page falls back to a code, and settings are suggested after", async (suite) => {
    const { person } = await paired(suite);
    const page = await waiting(suite, person);
    await page.getByRole("heading", { name: say(page, "認証コードでログインする") }).waitFor();
    await button(page, "SMSで受け取る").click();
    await heading(page, "パスワードと認証コードの入力").waitFor();
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
    await says(page, "承認アプリに確認が届かなかった場合は、承認アプリの登録をご確認ください。");
    await link(page, "承認アプリの登録を確認する").click();
    await heading(page, "認証方法の管理").waitFor();
  });

  line(21, "a code is used while the app itself is being set up", async (suite) => {
    const person = await suite.person();
    const phone = await toMethods(suite, person);
    await startPairing(suite, phone, person);
    suite.stack.advanceClock(31);
    const page = await toBoth(suite, person);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  line(21, "a code is used on a browser that is not eligible by the operator's rule", async (suite) => {
    const { person } = await paired(suite);
    const eligible = await waiting(suite, person);
    await eligible.context().close();
    suite.stack.advanceClock(31);
    const page = await toBoth(suite, person, { userAgent: firefox });
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });
};
