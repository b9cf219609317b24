import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import {
  anotherCode,
  callAs,
  codeOf,
  enterCode,
  enterPassword,
  heading,
  heldBy,
  passTime,
  sendCode,
  toCodePage,
} from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const resendButton = (page: Page) => page.getByRole("button", { name: "認証コードを再送する" });
const notice = (page: Page) => page.getByRole("group", { name: /./ }).first();
const isFocused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-labelledby"));

describe("wrong identifier or password", () => {
  test("given either is wrong, then the words are the same and do not say which", async () => {
    const { identifier, password } = await suite.person();
    const said: string[] = [];
    for (const wrong of [
      { identifier, password: "wrong" },
      { identifier: "nobody-of-that-name", password },
    ]) {
      const page = await suite.open("/login");
      await enterPassword(page, wrong);
      await page.getByText("ログインIDまたはパスワードが正しくありません。").first().waitFor();
      said.push(await notice(page).innerText());
      expect(await isFocused(page)).toBe("failure");
      expect(await page.title()).toBe("エラー：ログイン｜nidan");
    }
    expect(said[0]).toBe(said[1]);
  });

  test("given wrong passwords in a row, then the page counts the wait down and lets the person try again", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    const button = page.getByRole("button", { name: "ログイン", exact: true });
    for (let tries = 0; tries < 6; tries += 1) {
      const answered = page.waitForResponse("**/v1/logins");
      await enterPassword(page, { ...person, password: "wrong" });
      await answered;
    }
    await page.getByText(/あと\d秒お待ちください。/).waitFor();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await page.locator(".notice").getByText("もう一度お試しいただけます。").waitFor();
    await enterPassword(page, person);
    await heading(page, "ご本人確認").waitFor();
  });
});

describe("wrong and expired codes", () => {
  test("given five wrong codes, then each tells the tries left and the last ends the login", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const code = codeOf(suite, person);
    for (const left of [4, 3, 2, 1]) {
      await enterCode(page, anotherCode(code));
      await page.getByText(`あと${left}回入力できます。`).waitFor();
    }
    await enterCode(page, anotherCode(code));
    await heading(page, "入力できる回数の上限に達しました").waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.getByRole("button", { name: "最初からやり直す" }).click();
    await heading(page, "ログイン").waitFor();
  });

  test("given too few digits, then the page says how a code looks and no try is spent", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await enterCode(page, "12345");
    await page.getByText("認証コードは6桁の数字で入力してください。").waitFor();
    await enterCode(page, anotherCode(codeOf(suite, person)));
    await page.getByText("あと4回入力できます。").waitFor();
  });

  test("given the code's end, then the page says so, refuses it, and a fresh one works", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const old = codeOf(suite, person);
    await passTime(suite, page, 280);
    expect(await page.getByRole("main").getByText("有効期限が切れ").count()).toBe(0);
    await passTime(suite, page, 21);
    await page.getByRole("main").getByText("認証コードの有効期限が切れました。").waitFor();
    await enterCode(page, old);
    await page.getByText("認証コードの有効期限が切れています。").waitFor();
    await resendButton(page).click();
    await page.getByText("認証コードを再送しました。").first().waitFor();
    expect(codeOf(suite, person)).not.toBe(old);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("given the login's end, then the page leads to a new one", async () => {
    const page = await toCodePage(suite, await suite.person());
    await passTime(suite, page, 1801);
    await heading(page, "ログインの有効期限が切れました").waitFor();
  });
});

describe("sending again", () => {
  test("given the gap is over, then the same code is sent again, until the sends are used up", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    const code = codeOf(suite, person);
    await page.getByText(/あと\d+秒で再送できます/).waitFor();
    await resendButton(page).click({ force: true });
    expect(suite.stack.messages({ to: person.phones[0] })).toHaveLength(1);
    for (const [gap, left] of [
      [30, 3],
      [60, 2],
      [120, 1],
      [120, 0],
    ] as const) {
      await passTime(suite, page, gap + 1);
      await page.getByText("再送できる回数").waitFor();
      await resendButton(page).click();
      await page.getByText(left > 0 ? /で再送できます/ : "これ以上再送できません。").waitFor();
      if (left === 3) expect(codeOf(suite, person)).toBe(code);
    }
    expect(suite.stack.messages({ to: person.phones[0] })).toHaveLength(5);
    expect(await resendButton(page).getAttribute("aria-disabled")).toBe("true");

    // Five in ten minutes are all that a number gets, in whichever login.
    const next = await suite.open("/login");
    await enterPassword(next, person);
    await next.getByRole("button", { name: "認証コードを送信する" }).click();
    await next.getByText("送信回数の上限に達しました。").waitFor();
    await next.getByText(/あと\d+分(\d+秒)?お待ちください。/).waitFor();
  });
});

test("given a device whose clock is an hour ahead, then times are counted by the server's", async () => {
  const page = await suite.open("/login");
  await page.clock.install({ time: Date.now() + 3_600_000 });
  await enterPassword(page, await suite.person());
  await sendCode(page);
  await page.getByText(/あと(2\d|30)秒で再送できます/).waitFor();
});

describe("giving up", () => {
  test("given the person cancels, then the login is over at the API too", async () => {
    const page = await toCodePage(suite, await suite.person());
    const { loginId, loginToken } = await heldBy(page);
    await page.goBack();
    const cancelled = page.waitForResponse((response) => response.request().method() === "DELETE");
    await page.getByRole("button", { name: "ログインをやめる" }).click();
    await heading(page, "ログインを中止しました").waitFor();
    await cancelled;
    const answer = await callAs(suite, loginToken, `${loginId}/verifications`, { code: "123456" });
    expect(answer).toEqual({ status: 409, code: "login_closed" });
  });
});
