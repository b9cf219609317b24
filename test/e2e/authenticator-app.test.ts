import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { totpOf } from "../support/totp.ts";
import { seenQr } from "./qr.ts";
import {
  button,
  enrolApp,
  enterFirstCode,
  link,
  scanKey,
  shownKey,
  stepUpByPassword,
  toSettings,
} from "./settings-steps.ts";
import { anotherCode, enterCode, heading, toMethodPage } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

/** Somebody without a second factor, who sets up an app. */
async function enrolled() {
  const person = await suite.person(0);
  const page = await toSettings(suite, person);
  const key = await enrolApp(page, () => stepUpByPassword(page, person));
  return { person, page, key };
}

async function toScan() {
  const person = await suite.person(0);
  const page = await toSettings(suite, person, "/settings/totp");
  await button(page, "QRコードを発行").click();
  await stepUpByPassword(page, person);
  await heading(page, "認証アプリへの登録").waitFor();
  return { person, page };
}

/** Signs in by the app, by what it shows 30 s from now. */
async function signInBy(person: Person, key: string) {
  const page = await toMethodPage(suite, person);
  await button(page, "次へ").click();
  suite.stack.advanceClock(30);
  await enterCode(page, totpOf(key));
  await heading(page, "ログインしました").waitFor();
}

describe("setting an app up", () => {
  test("authenticatorApp 1: it is off until the person enrols", async () => {
    const page = await toSettings(suite, await suite.person(0));
    await page.getByText("無効", { exact: true }).waitFor();
    await page.getByText("2段階認証が無効です。").waitFor();
  });

  test("authenticatorApp 2: the settings show a QR that a reader understands, in dark mode too, and name apps for iOS and Android; any app of RFC 6238 that scans it works", async () => {
    const { page, person } = await toScan();
    const seen = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      seen.push(await seenQr(page));
    }
    for (const { width } of seen) expect(width).toBeGreaterThanOrEqual(200);
    const [{ protocol, host, pathname, searchParams } = new URL("about:blank")] = seen.map(({ text }) => new URL(text));
    expect([protocol, host, decodeURIComponent(pathname)]).toEqual(["otpauth:", "totp", `/nidan:${person.identifier}`]);
    expect(new Set(seen.map(({ text }) => text)).size).toBe(1);

    await enterFirstCode(page, totpOf(searchParams.get("secret") ?? ""));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await page.goto(`${suite.stack.origin}/settings/totp`);
    await page.getByText("次のようなアプリをご利用いただけます。").waitFor();
    expect(await page.locator(".help dt").allInnerTexts()).toEqual(["iOS", "Android"]);
  });

  test("authenticatorApp 3: 「アカウント」 and 「キー」 for typing by hand, in groups of four", async () => {
    const { page, person } = await toScan();
    expect(await shownKey(page)).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);
    await page.locator(".copy-line", { hasText: "アカウント" }).getByText(person.identifier).waitFor();
  });

  test("given a phone, then a button opens the app on it with the same key", async () => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/totp", { hasTouch: true, isMobile: true });
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, person);
    const uri = await link(page, "認証アプリを開いて登録する").getAttribute("href");
    expect(new URL(uri ?? "").protocol).toBe("otpauth:");
    expect(new URL(uri ?? "").searchParams.get("secret")).toBe(await scanKey(page));
  });

  test("manyChannels 3: 「QRコードを発行」, 「認証コード入力画面へ」, and the code page; the QR can be looked at again", async () => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person);
    await link(page, "認証アプリの設定").click();
    expect(await page.getByRole("img").count()).toBe(0);
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, person);
    const key = await scanKey(page);
    await button(page, "認証コード入力画面へ").click();
    await heading(page, "認証コードの入力").waitFor();
    await button(page, "QRコードの表示に戻る").click();
    expect(await scanKey(page)).toBe(key);
    await enterFirstCode(page, totpOf(key));
    await heading(page, "2要素認証が有効化されました。").waitFor();
  });

  test("manyChannels 4: a note says that screens of apps may differ", async () => {
    const { page } = await toScan();
    await page
      .getByText("認証アプリの画面や項目の名前は、アプリの種類やバージョンによって異なることがあります。")
      .waitFor();
  });

  test("authenticatorApp 4: a wrong code leaves it off and says so; six right digits switch it on", async () => {
    const { page } = await toScan();
    const key = await scanKey(page);
    await enterFirstCode(page, anotherCode(totpOf(key)));
    await page.getByText("認証アプリはまだ有効になっていません。").waitFor();
    const other = await page.context().newPage();
    await other.goto(`${suite.stack.origin}/settings`);
    await other.getByText("無効", { exact: true }).waitFor();

    await page.getByRole("textbox").fill(totpOf(key));
    await button(page, "有効にする").click();
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await link(page, "2段階認証の設定に戻る").click();
    await page.getByText("有効", { exact: true }).waitFor();
  });

  test("authenticatorApp 5: a notice says to keep the phone at hand from now on", async () => {
    const { page } = await enrolled();
    await page.getByText("これからはスマートフォンをお手元にご用意ください。").waitFor();
  });

  test("memberSite 6: 「QRコードをスキャンできない場合」 shows the key and tells to back it up; it is never shown again", async () => {
    const { page, person } = await toScan();
    await page.getByText("キーを控えておくと、").waitFor({ state: "hidden" });
    const key = await scanKey(page);
    await page.getByText("キーを控えておくと、").waitFor();
    await enterFirstCode(page, totpOf(key));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    for (const path of ["/settings", "/settings/totp", "/settings/methods"]) {
      await page.goto(suite.stack.origin + path);
      await page.locator(".page .loading").waitFor({ state: "detached" });
      expect((await page.content()).replaceAll(" ", "")).not.toContain(key);
    }
    await link(page, "2段階認証の設定に戻る").click();
    await page.getByText(person.identifier).waitFor();
  });

  test("memberSite 7: the key typed into a new phone, and the account exported to another, give codes that are accepted", async () => {
    const { page, person } = await toScan();
    const exported = new URL((await seenQr(page)).text).searchParams.get("secret") ?? "";
    const typed = await shownKey(page);
    await enterFirstCode(page, totpOf(exported));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await signInBy(person, typed.replaceAll(" ", ""));
    await signInBy(person, exported);
  });
});

describe("signing in with an app", () => {
  test("authenticatorApp 6: password, then six digits; nothing is sent", async () => {
    const { person, key } = await enrolled();
    const sent = suite.stack.messages().length;
    const page = await toMethodPage(suite, person);
    await button(page, "次へ").click();
    await page.getByText("認証アプリに表示されている6桁の数字を入力してください。").waitFor();
    expect(await button(page, "認証コードを再送する").count()).toBe(0);
    expect(await page.getByText("照合").count()).toBe(0);
    suite.stack.advanceClock(30);
    await enterCode(page, totpOf(key));
    await heading(page, "ログインしました").waitFor();
    expect(suite.stack.messages()).toHaveLength(sent);
  });

  test("given a code that was used, then the page asks to wait for new digits", async () => {
    const { person, key } = await enrolled();
    const page = await toMethodPage(suite, person);
    await button(page, "次へ").click();
    await enterCode(page, totpOf(key));
    await page.getByText("認証アプリに新しい数字が表示されてから、").first().waitFor();
  });
});
