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
    await passTime(suite, page, 299);
    expect(await page.getByRole("main").getByText("有効期限が切れ").count()).toBe(0);
    await passTime(suite, page, 2);
    await page.getByRole("main").getByText("認証コードの有効期限が切れました。").waitFor();
    await enterCode(page, old);
    await page.getByText("認証コードの有効期限が切れています。").waitFor();
    await resendButton(page).click();
    await page.getByText("認証コードを再送しました。").waitFor({ state: "attached" });
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
    await resendButton(page).click();
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
    await next.getByText("SMSの送信回数が上限に達しました。").waitFor();
    await next.getByText(/あと\d+分(\d+秒)?お待ちください。/).waitFor();
  });

  test("given the number cannot be reached, then the others are offered", async () => {
    const person = await suite.person(2);
    const page = await suite.open("/login");
    await enterPassword(page, person);
    suite.stack.setFault({ service: "sns", fault: "invalidNumber", times: 1 });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByText("ただいまSMSを送信できません。").waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await sendCode(page);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });
});

describe("a network that fails", () => {
  test("given the answer to the password is lost, then a retry has the same key and loses no input", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    const keys: (string | undefined)[] = [];
    await page.route("**/v1/logins", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      // The request arrives, its answer does not.
      const response = await route.fetch();
      await (keys.length === 1 ? route.abort("connectionreset") : route.fulfill({ response }));
    });
    await enterPassword(page, person);
    await page.getByText("通信できませんでした。").waitFor();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ご本人確認").waitFor();
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  test("given the answer to a send is lost, then a retry sends nothing twice", async () => {
    const person = await suite.person();
    const page = await suite.open("/login");
    await enterPassword(page, person);
    let tries = 0;
    await page.route("**/challenges", async (route) => {
      tries += 1;
      const response = await route.fetch();
      await (tries === 1 ? route.abort("connectionreset") : route.fulfill({ response }));
    });
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "認証コードの入力").waitFor();
    expect(suite.stack.messages({ to: person.phones[0] })).toHaveLength(1);
  });

  test("given a code could not be sent off, then it is still in the field and can be tried again", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.route("**/verifications", (route) => route.abort("connectionfailed"), { times: 1 });
    await enterCode(page, codeOf(suite, person));
    await page.getByText("通信できませんでした。").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe(codeOf(suite, person));
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ログインしました").waitFor();
  });

  test("given the signer is down, then the code is not asked again", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    suite.stack.setFault({ service: "kms", fault: "error", times: 9 });
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインを完了できませんでした").waitFor();
    suite.stack.clearFaults();
    await page.getByRole("button", { name: "もう一度試す" }).click();
    await heading(page, "ログインしました").waitFor();
  });
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
