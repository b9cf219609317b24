import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { answerRequest, askApp, matchNumberOn, pairedPhone, showQr, startPairing } from "./approval-steps.ts";
import { toWait } from "./links.ts";
import { seenQr } from "./qr.ts";
import { button, link, toSettings } from "./settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, passTime, sendCode, toMethodPage } from "./steps.ts";
import { type Suite, screens, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ approvals: { qr: true }, links: { sms: "approve" } });
});
afterEach(() => {
  suite.stack.resetClock();
  suite.stack.clearFaults();
});
afterAll(() => suite.close());

const pc = { viewport: screens.pc };

describe("pairing an app", () => {
  test("given the code of the PC, when it is entered on the phone, then both say that it is paired", async () => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods", pc);
    const code = await startPairing(suite, page, person);
    const phone = await toSettings(suite, person, "/settings/approvals");
    await phone.getByRole("textbox", { name: "登録コード" }).fill(code);
    await button(phone, "登録する").click();
    await phone.getByText("この端末を承認アプリとして登録しました。").waitFor();
    await heading(page, "承認アプリを登録しました").waitFor();
    await link(page, "認証方法の管理に戻る").click();
    await page.getByText("承認アプリ", { exact: true }).first().waitFor();
  });

  test("given the QR code of the PC, when the phone scans it, then the field is filled in once the person is signed in", async () => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods", pc);
    const code = await startPairing(suite, page, person);
    const { text } = await seenQr(page);
    expect(text).toBe(`${suite.stack.origin}/settings/approvals#${code}`);
    const phone = await suite.open(text.slice(suite.stack.origin.length));
    await heading(phone, "ログイン").waitFor();
    expect(phone.url()).not.toContain(code);
    await enterPassword(phone, person);
    await sendCode(phone);
    await enterCode(phone, codeOf(suite, person));
    await heading(phone, "ログインの確認").waitFor();
    const field = phone.getByRole("textbox", { name: "登録コード" });
    await field.waitFor();
    expect(await field.inputValue()).toBe(code);
  });

  test("given a wrong code, when it is entered, then the page says so and how often it can still be tried", async () => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods", pc);
    const code = await startPairing(suite, page, person);
    const phone = await toSettings(suite, person, "/settings/approvals");
    await phone.getByRole("textbox", { name: "登録コード" }).fill(code === "00000000" ? "00000001" : "00000000");
    await button(phone, "登録する").click();
    await phone.getByText("登録コードが正しくありません。").waitFor();
    await phone.getByText("あと4回入力できます。").waitFor();
  });
});

describe("approving in an app", () => {
  test("appApproval 17: the PC waits with two digits; はい with them in the app, and the PC goes on within 3 s; the phone gets nothing new", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    const number = await matchNumberOn(page);
    const cookies = await phone.context().cookies();
    await phone.getByText("このログインを許可しますか？").waitFor();
    expect(await phone.getByText(number, { exact: true }).count()).toBe(0);

    await answerRequest(phone, "はい", number);
    await heading(phone, "ログインを許可しました").waitFor();
    const decided = performance.now();
    await heading(page, "ログインしました").waitFor();
    expect(performance.now() - decided).toBeLessThan(3000);
    expect(await phone.context().cookies()).toEqual(cookies);
  });

  test("appApproval 19: after an approval in the app, the browser can be trusted on the completion page", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    await answerRequest(phone, "はい", await matchNumberOn(page));
    await heading(page, "ログインしました").waitFor();
    await page.getByRole("button", { name: "信頼済みブラウザを登録する" }).click();
    await page.getByText("このブラウザを信頼済みとして登録しました").first().waitFor();
  });

  test("appApproval 18: いいえ, and the PC says that it was denied, and the phone to change the password", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    await answerRequest(phone, "いいえ");
    await heading(phone, "ログインを拒否しました").waitFor();
    await phone.getByText("すぐにパスワードを変更してください。").waitFor();
    await heading(page, "このログインは取り消されました").waitFor();
  });

  test("given the facts, when they are shown, then they name the device, the time and the reference that the PC shows too", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    const reference = /「([A-Z2-9]{2})」/.exec(await page.getByText("照合文字").innerText())?.[1] ?? "";
    await phone.getByText("このログインを許可しますか？").waitFor();
    const facts = await phone.locator(".request dl").innerText();
    for (const part of ["Chrome", "端末", "地域", "日時", reference]) expect(facts).toContain(part);
  });

  test("given a wrong number or none, when はい is pressed, then the phone says so and the PC still waits", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    const number = await matchNumberOn(page);
    await phone.getByText("このログインを許可しますか？").waitFor();
    await button(phone, "はい").click();
    await phone.getByText("確認番号を入力してください。").first().waitFor();
    await answerRequest(phone, "はい", String((Number(number) + 1) % 100).padStart(2, "0"));
    await phone.getByText("確認番号が正しくありません。").first().waitFor();
    await page.getByText(number, { exact: true }).waitFor();
    await answerRequest(phone, "はい", number);
    await heading(page, "ログインしました").waitFor();
  });

  test("appApproval 20: where nobody answers, the waiting page falls back to a code", async () => {
    const { person } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    await page.getByRole("button", { name: /SMS（.*）で受け取る/ }).click();
    await heading(page, "認証コードの入力").waitFor();
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("appApproval 21: where the app may not be asked, a code is offered at once", async () => {
    const { person, phone } = await pairedPhone(suite);
    await askApp(suite, person);
    await answerRequest(phone, "いいえ");
    const page = await toMethodPage(suite, person);
    await page.getByRole("radio", { name: "承認アプリ" }).check();
    await button(page, "アプリに確認を送る").click();
    await page.getByRole("button", { name: /SMS（.*）で受け取る/ }).click();
    await heading(page, "認証コードの入力").waitFor();
    // The notice of the denial comes by SMS too.
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });

  test("given two minutes pass, when nobody has answered, then the PC says so and can ask again", async () => {
    const { person, phone } = await pairedPhone(suite);
    const page = await askApp(suite, person);
    await passTime(suite, page, 121);
    await page.getByText("確認の有効期限が切れました。").waitFor();
    await button(page, "アプリにもう一度確認を送る").click();
    const number = await matchNumberOn(page);
    await phone.reload();
    await phone.getByText("このログインを許可しますか？").waitFor();
    await answerRequest(phone, "はい", number);
    await heading(page, "ログインしました").waitFor();
  });
});

describe("approving by a QR code", () => {
  test("linkApproval 9: iPhone or Android, what to do with the app, and then a QR code that a reader understands, another each 30 s", async () => {
    const person = await suite.person(1);
    const page = await toWait(suite, person);
    await link(page, "SMSが届かない").click();
    await heading(page, "SMSが届かない方へ").waitFor();
    await page.getByRole("radio", { name: "Android" }).check();
    await button(page, "次へ").click();
    await page.getByText("Google Playでアプリを最新版に更新してください。").waitFor();
    await button(page, "スマートフォンを選び直す").click();
    await page.getByRole("radio", { name: "iPhone" }).check();
    await button(page, "次へ").click();
    await page.getByText("App Storeでアプリを最新版に更新してください。").waitFor();
    await button(page, "QRコードを表示する").click();
    await heading(page, "QRコードを読み取ってください").waitFor();

    const { text, width } = await seenQr(page);
    expect(text).toMatch(new RegExp(`^${suite.stack.origin}/q#[\\w-]{52}$`));
    expect(width).toBeGreaterThanOrEqual(200);
    await passTime(suite, page, 30);
    await expectAnother(page, text);
  });

  test("given nobody is signed in on the phone, when it scans, then the sign-in comes first and leads back", async () => {
    const person = await suite.person(1);
    const page = await showQr(suite, person, pc);
    const { text } = await seenQr(page);
    const phone = await suite.open(text.slice(suite.stack.origin.length));
    await heading(phone, "ログイン").waitFor();
    expect(phone.url()).toBe(`${suite.stack.origin}/login?returnTo=%2Fq`);
    await enterPassword(phone, person);
    await page.close();
    await phone.getByRole("radio", { name: "SMS" }).first().check();
    await sendCode(phone);
    await enterCode(phone, codeOf(suite, person));
    await phone.waitForURL("**/q");
    await phone.getByRole("heading", { name: /ログインの確認|QRコードの有効期限が切れました/ }).waitFor();
  });

  test("given the QR code of a minute ago, when it is scanned, then the phone says to scan the one that shows now", async () => {
    const person = await suite.person(1);
    const phone = await toSettings(suite, person);
    const page = await showQr(suite, person, pc);
    const { text } = await seenQr(page);
    suite.stack.advanceClock(60);
    await phone.goto(text);
    await heading(phone, "QRコードの有効期限が切れました").waitFor();
  });

  test("attack 26: given a scanned code, when its page is open, then no address holds the token", async () => {
    const person = await suite.person(1);
    const phone = await toSettings(suite, person);
    const page = await showQr(suite, person, pc);
    const { text } = await seenQr(page);
    const asked: string[] = [];
    phone.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
    await phone.goto(text);
    await heading(phone, "ログインの確認").waitFor();
    const token = text.split("#")[1] ?? "no token";
    expect(phone.url()).toBe(`${suite.stack.origin}/q`);
    expect(asked.filter((one) => one.includes(token))).toEqual([]);
  });
});

/** The picture changes with the next look at the login. */
async function expectAnother(page: Page, text: string) {
  const giveUp = performance.now() + 8000;
  let seen = text;
  while (seen === text && performance.now() < giveUp) {
    await page.waitForTimeout(250);
    seen = (await seenQr(page)).text;
  }
  expect(seen).not.toBe(text);
}

test("the pages throw nothing, and their policy stops nothing", () => {
  expect(suite.complaints).toEqual([]);
});
