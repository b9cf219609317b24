import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { reason } from "../support/operator.ts";
import { enterBoth, enterIdentifier, enterPasswordAlone, ordered, single, toBoth } from "./order-steps.ts";
import { button, link } from "./settings-steps.ts";
import { anotherCode, choose, codeOf, enterCode, heading, passTime, sendCode } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite(ordered("together", { trust: { defaultChecked: true } }));
});
afterEach(() => {
  suite.stack.resetClock();
  suite.stack.clearFaults();
});
afterAll(() => suite.close());

const refused =
  "ログインID、パスワード、認証コードのいずれかが正しくありません。ご確認のうえ、もう一度入力してください。";
const signedIn = (page: Page) => heading(page, "ログインしました").waitFor();

describe("password and code on one page", () => {
  test("given the password was left out, or the code has another form, when it is sent, then the page says so and nothing is charged", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await enterBoth(page, "", codeOf(suite, person));
    await page.getByText("パスワードを入力してください。").first().waitFor();
    await enterBoth(page, person.password, "12345");
    await page.getByText("認証コードは6桁の数字で入力してください。").waitFor();
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
  });

  test("given five wrong ones, when the last is refused, then the login is over, and a new one can begin", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    const wrong = anotherCode(codeOf(suite, person));
    for (let tries = 4; tries > 0; tries -= 1) {
      await enterBoth(page, person.password, wrong);
      await page.getByText(`あと${tries}回入力できます。`).waitFor();
    }
    await enterBoth(page, person.password, wrong);
    await heading(page, "入力できる回数の上限に達しました").waitFor();
    await button(page, "最初からやり直す").click();
    await enterIdentifier(page, person.identifier);
    await heading(page, "パスワードと認証コードの入力").waitFor();
  });

  test("given the code expired, when it is sent, then the page says so; sent again, a new one signs in", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await passTime(suite, page, 301);
    await page.getByText("認証コードの有効期限が切れました。").first().waitFor();
    await button(page, "認証コードを再送する").click();
    await page.getByText("認証コードを再送しました。").first().waitFor();
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
  });

  test("given another method is wanted, when it is chosen, then its code and the password sign in", async () => {
    const person = await suite.person(1, 1);
    const page = await toBoth(suite, person);
    await link(page, "別の方法で受け取る").click();
    await heading(page, "ご本人確認").waitFor();
    await choose(page, "email_code");
    await button(page, "認証コードを送信する").click();
    await page.getByText("ご登録のメールアドレスにメールで届く認証コードを入力してください。").waitFor();
    const [mail] = suite.stack.messages({ to: person.emails[0], channel: "email" });
    await enterBoth(page, person.password, /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "");
    await signedIn(page);
  });

  test("linkApproval 18: given the language is switched and the page reloaded, when both are entered, then they sign in", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await button(page, "English").click();
    await heading(page, "Enter your password and the verification code").waitFor();
    await page.reload();
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await button(page, "日本語").click();
    await heading(page, "パスワードと認証コードの入力").waitFor();
    expect(await page.getByLabel("パスワード", { exact: true }).inputValue()).toBe(person.password);
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
  });

  test("given the page is reloaded or gone back to, when a code was sent, then nothing is sent by itself", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await page.reload();
    await heading(page, "パスワードと認証コードの入力").waitFor();
    await page.goto(`${suite.stack.origin}/login/method`);
    await heading(page, "ご本人確認").waitFor();
    await page.waitForTimeout(1500);
    expect(suite.stack.messages({ to: person.phones[0] })).toHaveLength(1);
  });
});

describe("a password that is enough", () => {
  test("given no second factor is set up, when the password comes with an empty code, then it signs in", async () => {
    const person = await single(suite);
    const page = await toBoth(suite, person);
    await enterBoth(page, person.password, "");
    await signedIn(page);
  });

  test("appApproval 7: given a trusted browser and a page with a code, when the code is left empty, then the password signs in", async () => {
    const { person, page } = await trusting();
    await page.goto(`${suite.stack.origin}/login`);
    await enterIdentifier(page, person.identifier);
    await link(page, "認証コードなどでご本人確認をする").click();
    await button(page, "認証コードを送信する").click();
    await heading(page, "パスワードと認証コードの入力").waitFor();
    await enterBoth(page, person.password, "");
    await signedIn(page);
  });

  /** A browser that somebody has just trusted, the box being ticked at first. */
  async function trusting() {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    await page.getByText("一定の期間、このブラウザでは2段階目の認証を省略できます。").waitFor();
    expect(await page.getByLabel("このブラウザを信頼済みとして登録する").isChecked()).toBe(true);
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
    await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
    suite.stack.advanceClock(11);
    return { person, page };
  }
});

describe("what strangers have used up", () => {
  test("attack 39: given no more may be sent before the password, when its owner comes, then the page says so, and the password opens the rest", async () => {
    const person = await suite.person();
    for (let strangers = 0; strangers < 3; strangers += 1) {
      await (await toBoth(suite, person)).context().close();
    }
    const page = await suite.open("/login");
    await enterIdentifier(page, person.identifier);
    await page.getByText("送信回数の上限に達しました。").waitFor();
    await page.reload();
    await heading(page, "ご本人確認").waitFor();
    await passTime(suite, page, 1);
    await heading(page, "ご本人確認").waitFor();
    await link(page, "パスワードを先に入力する").click();
    await enterPasswordAlone(page, person.password);
    await heading(page, "ご本人確認").waitFor();
    await sendCode(page);
    await enterCode(page, codeOf(suite, person));
    await signedIn(page);
  });
});

describe("ends and waits", () => {
  test("given half an hour went by, when both are sent, then the page says that the login is over", async () => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    suite.stack.advanceClock(31 * 60);
    await enterBoth(page, person.password, "123456");
    await heading(page, "ログインの有効期限が切れました").waitFor();
  });

  test("given a locked account, when the right ones are sent, then they are refused as wrong ones are", async () => {
    const person = await suite.person();
    const { identifier } = person;
    const page = await toBoth(suite, person);
    const code = codeOf(suite, person);
    const { sub } = await (await suite.stack.admin("/v1/admin/accounts/find", { identifier })).json();
    expect((await suite.stack.admin(`/v1/admin/accounts/${sub}/lock`, { reason })).status).toBe(200);
    await enterBoth(page, person.password, code);
    await page.getByText(refused).waitFor();
    const again = await toBoth(suite, person);
    await enterBoth(again, person.password, "123456");
    await again.getByText(refused).waitFor();
  });

  test("given six wrong passwords, when another follows at once, then the page counts down and keeps what was typed", async () => {
    const person = await single(suite);
    const page = await toBoth(suite, person);
    for (let tries = 0; tries < 6; tries += 1) {
      await enterBoth(page, "wrong-password", "");
      await page
        .getByText(/いずれかが正しくありません|お待ちください/)
        .first()
        .waitFor();
      await page.waitForTimeout(100);
    }
    await enterBoth(page, "wrong-password", "");
    await page
      .getByText(/お待ちください|もう一度お試しいただけます/)
      .first()
      .waitFor();
  });
});

test("the pages throw nothing, and their policy stops nothing", () => {
  expect(suite.complaints).toEqual([]);
});
