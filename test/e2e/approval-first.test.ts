import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { answerRequest, matchNumberOn, startPairing } from "./approval-steps.ts";
import { enterIdentifier, enterPasswordAlone, ordered, single } from "./order-steps.ts";
import { button, link } from "./settings-steps.ts";
import { anotherCode, callAs, codeOf, enterCode, heading, heldBy, passTime } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite(ordered("approval_first"));
});
afterEach(() => {
  suite.stack.resetClock();
  suite.stack.clearFaults();
});
afterAll(() => suite.close());

const signedIn = (page: Page) => heading(page, "ログインしました").waitFor();

/** The page that asks for a code before the password. */
async function toCode(person: Pick<Person, "identifier">, path = "/login"): Promise<Page> {
  const page = await suite.open(path);
  await enterIdentifier(page, person.identifier);
  await heading(page, "認証コードの入力").waitFor();
  return page;
}

/** By the code, then the password. */
async function signIn(person: Person, path?: string): Promise<Page> {
  const page = await toCode(person, path);
  await enterCode(page, codeOf(suite, person));
  await enterPasswordAlone(page, person.password);
  return page;
}

/** Somebody whose phone is an app, at the page that lists what it is asked. */
async function paired(): Promise<{ readonly person: Person; readonly phone: Page }> {
  const person = await suite.person();
  const phone = await signIn(person, "/login?returnTo=%2Fsettings%2Fmethods");
  await link(phone, "元のページに戻る").click();
  const code = await startPairing(suite, phone, person);
  await phone.goto(`${suite.stack.origin}/settings/approvals`);
  await phone.getByRole("textbox", { name: "登録コード" }).fill(code);
  await button(phone, "登録する").click();
  await phone.getByText("この端末を承認アプリとして登録しました。").waitFor();
  return { person, phone };
}

describe("a code, then the password", () => {
  test("appApproval 17: given no app, when the code is right, then the password follows, and the session comes with it and not before", async () => {
    const person = await suite.person();
    const page = await toCode(person);
    expect(await page.locator("input[type=password]").count()).toBe(0);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "パスワードの入力").waitFor();
    await page.getByText("ご本人確認が完了しました。続けて、パスワードを入力してください。").waitFor();
    const { loginId, loginToken } = await heldBy(page);
    expect(await callAs(suite, loginToken, `${loginId}/token`)).toEqual({ status: 409, code: "login_closed" });
    for (const path of ["complete", "code", "method", "wait"]) {
      await page.goto(`${suite.stack.origin}/login/${path}`);
      await heading(page, "パスワードの入力").waitFor();
    }
    await enterPasswordAlone(page, "wrong-password");
    await page.getByText("パスワードが正しくありません。ご確認のうえ、もう一度入力してください。").waitFor();
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name)).toContain("__Host-nidan-session");
  });

  test("given a wrong code, when it is entered, then the page says so and how often it can be tried; five end the login", async () => {
    const person = await suite.person();
    const page = await toCode(person);
    const wrong = anotherCode(codeOf(suite, person));
    for (let tries = 4; tries > 0; tries -= 1) {
      await enterCode(page, wrong);
      await page.getByText(`あと${tries}回入力できます。`).waitFor();
    }
    await enterCode(page, wrong);
    await heading(page, "入力できる回数の上限に達しました").waitFor();
  });

  test("appApproval 19: given the code came first, when the login is complete, then the browser can be trusted there, and needs the password alone from then on", async () => {
    const person = await suite.person();
    const page = await signIn(person);
    await signedIn(page);
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
    suite.stack.advanceClock(11);
    await page.goto(`${suite.stack.origin}/login`);
    await enterIdentifier(page, person.identifier);
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });

  test("linkApproval 18: given the language is switched on each page, when it goes on, then the login is kept", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    await button(page, "English").click();
    await page.getByRole("textbox", { name: "Login ID" }).fill(person.identifier);
    await button(page, "Next").click();
    await heading(page, "Enter the verification code").waitFor();
    await button(page, "日本語").click();
    await page.getByRole("textbox", { name: "認証コード" }).fill(codeOf(suite, person));
    await button(page, "English").click();
    await button(page, "Verify").click();
    await heading(page, "Enter your password").waitFor();
    await button(page, "日本語").click();
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });
});

describe("an app, then the password", () => {
  test("appApproval 17: after the identifier the page waits; 「はい」 in the app → the password page → the session", async () => {
    const { person, phone } = await paired();
    const page = await suite.open("/login");
    await enterIdentifier(page, person.identifier);
    await heading(page, "承認アプリで確認してください").waitFor();
    const number = await matchNumberOn(page);
    await answerRequest(phone, "はい", number);
    await heading(page, "パスワードの入力").waitFor();
    await page.getByText("ご本人確認が完了しました。").waitFor();
    const { loginId, loginToken } = await heldBy(page);
    expect(await callAs(suite, loginToken, `${loginId}/token`)).toEqual({ status: 409, code: "login_closed" });
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });

  test("appApproval 18: 「いいえ」 → the page says that it was denied, and leads to a new password", async () => {
    const { person, phone } = await paired();
    const page = await suite.open("/login");
    await enterIdentifier(page, person.identifier);
    await heading(page, "承認アプリで確認してください").waitFor();
    await answerRequest(phone, "いいえ");
    await heading(page, "このログインは取り消されました").waitFor();
  });

  test("appApproval 20: given nobody answers, when a code is wanted instead, then it and the password sign in", async () => {
    const { person } = await paired();
    const page = await suite.open("/login");
    await enterIdentifier(page, person.identifier);
    await heading(page, "承認アプリで確認してください").waitFor();
    await button(page, "SMSで受け取る").click();
    await heading(page, "認証コードの入力").waitFor();
    await enterCode(page, codeOf(suite, person));
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });

  test("given the password page was opened while the app is asked, when 「はい」 comes, then the password ends the login", async () => {
    const { person, phone } = await paired();
    const page = await suite.open("/login");
    await enterIdentifier(page, person.identifier);
    const number = await matchNumberOn(page);
    await link(page, "パスワードを先に入力する").click();
    await heading(page, "パスワードの入力").waitFor();
    await answerRequest(phone, "はい", number);
    await page.getByText("ご本人確認が完了しました。").waitFor();
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });
});

describe("the password first", () => {
  test("appApproval 4: given a second factor is set up, when the password comes alone, then nobody is signed in, and it does not say why", async () => {
    const person = await suite.person();
    const page = await toCode(person);
    await link(page, "パスワードを先に入力する").click();
    await enterPasswordAlone(page, person.password);
    await page.getByText("ログインIDまたはパスワードが正しくないか、ご本人確認がまだ済んでいません。").waitFor();
    const right = await page.locator(".notice-error").innerText();
    await enterPasswordAlone(page, "wrong-password");
    await page.waitForTimeout(500);
    expect(await page.locator(".notice-error").innerText()).toBe(right);
    await link(page, "認証コードなどでご本人確認をする").click();
    await enterCode(page, codeOf(suite, person));
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });

  test("given the password is wanted while the first code is still being sent, when it was sent, then the page stays at the password", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    const sent = page.waitForResponse("**/challenges");
    await enterIdentifier(page, person.identifier);
    await link(page, "パスワードを先に入力する").click();
    await heading(page, "パスワードの入力").waitFor();
    await (await sent).finished();
    await page.waitForTimeout(500);
    await heading(page, "パスワードの入力").waitFor();
  });

  test("given no second factor is set up, when the password comes first, then it signs in", async () => {
    const page = await suite.open("/login");
    const person = await single(suite);
    await enterIdentifier(page, person.identifier);
    await link(page, "パスワードを先に入力する").click();
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });

  test("attack 10: given strangers have used up the tries before a password, when its owner comes, then the password opens the way to a code", async () => {
    const person = await suite.person();
    for (let strangers = 0; strangers < 2; strangers += 1) {
      const page = await toCode(person);
      const wrong = anotherCode(codeOf(suite, person));
      for (let tries = 4; tries >= 0; tries -= 1) {
        await enterCode(page, wrong);
        await page
          .getByText(tries > 0 ? `あと${tries}回入力できます。` : "上限に達しました")
          .first()
          .waitFor();
      }
      await page.context().close();
    }
    const page = await toCode(person);
    await enterCode(page, codeOf(suite, person));
    await page.getByText("一時的に受け付けを制限しています。").waitFor();
    await link(page, "パスワードを先に入力する").click();
    await enterPasswordAlone(page, person.password);
    await heading(page, "認証コードの入力").waitFor();
    await enterCode(page, codeOf(suite, person));
    await signedIn(page);
  });
});

describe("ends", () => {
  test("given half an hour went by at the password, when it is entered, then the page says that the login is over", async () => {
    const person = await suite.person();
    const page = await toCode(person);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "パスワードの入力").waitFor();
    await passTime(suite, page, 31 * 60);
    await heading(page, "ログインの有効期限が切れました").waitFor();
    await button(page, "最初からやり直す").click();
    await page.getByRole("button", { name: "次へ" }).waitFor();
  });

  test("given a look at the help, when it is over, then it leads back to the password", async () => {
    const person = await suite.person();
    const page = await toCode(person);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "パスワードの入力").waitFor();
    await page.goto(`${suite.stack.origin}/login/help`);
    await link(page, "パスワードの入力に戻る").click();
    await enterPasswordAlone(page, person.password);
    await signedIn(page);
  });
});

test("the pages throw nothing, and their policy stops nothing", () => {
  expect(suite.complaints).toEqual([]);
});
