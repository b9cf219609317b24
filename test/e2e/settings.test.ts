import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { button, link, stepUpBySms, toSettings } from "./settings-steps.ts";
import { callAs, codeOf, enterCode, enterPassword, heading, sendCode } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

const radio = (page: Awaited<ReturnType<Suite["open"]>>, name: string) => page.getByRole("radio", { name });

describe("a session", () => {
  test("given no session, when the settings are opened, then the sign-in comes between and leads back to where the person was", async () => {
    const page = await toSettings(suite, await suite.person(), "/settings/methods");
    await heading(page, "認証方法の管理").waitFor();
  });

  test.each([
    "//evil.example",
    "\\evil.example",
    "https://ok@evil.example",
    "javascript:alert(1)",
  ])("attack 42: given the way back is %s, when the person has signed in, then it leads to the settings", async (wanted) => {
    const person = await suite.person(0);
    const page = await suite.open(`/login?${new URLSearchParams({ returnTo: wanted })}`);
    await enterPassword(page, person);
    await heading(page, "2段階認証の設定").waitFor();
    expect(page.url()).toBe(`${suite.stack.origin}/settings`);
  });

  test("given a sign-in that nothing asked for, then the completion page leads to the settings", async () => {
    const person = await suite.person(0);
    const page = await suite.open("/login");
    await enterPassword(page, person);
    await heading(page, "ログインしました").waitFor();
    await link(page, "設定").click();
    await page.getByText(person.identifier).waitFor();
  });

  test("given the person logs out, then the settings ask to sign in", async () => {
    const page = await toSettings(suite, await suite.person(0));
    await button(page, "ログアウト").click();
    await heading(page, "ログイン").waitFor();
    await page.goto(`${suite.stack.origin}/settings`);
    await heading(page, "ログイン").waitFor();
    expect(page.url()).toContain("returnTo=%2Fsettings");
  });

  test("given an hour has gone, when something is to be changed, then the sign-in comes between", async () => {
    const page = await toSettings(suite, await suite.person(0), "/settings/change");
    suite.stack.advanceClock(3601);
    await radio(page, "90日間").check();
    await button(page, "確認する").click();
    await button(page, "この内容で変更する").click();
    await heading(page, "ログイン").waitFor();
  });
});

describe("changing settings", () => {
  test("given two tabs, when the second saves what the first has changed, then nothing is saved and what stands is shown", async () => {
    const first = await toSettings(suite, await suite.person(0), "/settings/change");
    const second = await first.context().newPage();
    await second.goto(`${suite.stack.origin}/settings/change`);
    for (const [page, days] of [
      [first, "7日間"],
      [second, "90日間"],
    ] as const) {
      await radio(page, days).check();
      await button(page, "確認する").click();
      await button(page, "この内容で変更する").click();
    }
    await second.getByText("ほかの画面や端末で設定が変更されたため、保存しませんでした。").first().waitFor();
    expect(await radio(second, "7日間").isChecked()).toBe(true);
  });
});

describe("proving a second factor anew", () => {
  async function toSwitchOff(person: Person) {
    const page = await toSettings(suite, person);
    await link(page, "2段階認証の解除").click();
    await button(page, "解除する").click();
    await heading(page, "ご本人確認").waitFor();
    return page;
  }

  test("given it is given up, then nothing has changed and the page is as it was", async () => {
    const page = await toSwitchOff(await suite.person());
    await button(page, "変更せずに戻る").click();
    await heading(page, "2段階認証の解除").waitFor();
    expect(await page.title()).toBe("2段階認証の解除｜nidan");
    await link(page, "変更せずに戻る").click();
    await page.getByText("有効", { exact: true }).waitFor();
  });

  test("given a reload at the code page, then the code still counts, and the change is made once it is asked for again", async () => {
    const person = await suite.person();
    const page = await toSwitchOff(person);
    await sendCode(page);
    await page.reload();
    await heading(page, "認証コードの入力").waitFor();
    expect(await page.title()).toBe("認証コードの入力｜nidan");
    await enterCode(page, codeOf(suite, person));
    await page.getByText("ご本人確認が完了しました。").first().waitFor();
    await button(page, "解除する").click();
    await page.getByText("2段階認証を解除しました。").first().waitFor();
    expect(suite.stack.messages({ to: person.phones[0] }).filter(({ text }) => /\d{6}/.test(text))).toHaveLength(2);
  });

  test("given it was left for another page, when the first is opened again, then nothing is asked, and its code is void", async () => {
    const person = await suite.person();
    const page = await toSwitchOff(person);
    await sendCode(page);
    const { loginId, token } = await page.evaluate(() => {
      const { held } = JSON.parse(sessionStorage.getItem("nidan.step-up") ?? "{}");
      return { loginId: held.login.loginId, token: held.loginToken };
    });
    const code = codeOf(suite, person);
    await page.goBack();
    await page.getByText("有効", { exact: true }).waitFor();
    await page.goForward();
    await heading(page, "2段階認証の解除").waitFor();
    expect(await callAs(suite, token, `${loginId}/verifications`, { code })).toEqual({
      status: 409,
      code: "login_closed",
    });
  });

  test("given what was typed, when the second factor is proved, then it is sent as it was typed", async () => {
    const person = await suite.person(1, 0);
    const page = await toSettings(suite, person, "/settings/methods/add");
    await radio(page, "メールアドレス").check();
    await page.getByRole("textbox").fill("new@example.jp");
    await button(page, "認証コードを送信する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("n***@example.jp にメールで届く認証コードを入力してください。").waitFor();
    expect(suite.stack.messages({ to: "new@example.jp" })).toHaveLength(1);
  });
});
