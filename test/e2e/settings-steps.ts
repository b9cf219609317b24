import type { BrowserContextOptions, Page } from "playwright-core";
import { totpOf } from "../support/totp.ts";
import { codeOf, enterCode, enterPassword, heading, sendCodeBySms } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

/** What a person does in the settings, by the words that they read there. */
export const link = (page: Page, name: string | RegExp) =>
  page.getByRole("main").getByRole("link", { name: named(page, name) });
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name: named(page, name), exact: true });

const named = (page: Page, name: string | RegExp) => (typeof name === "string" ? say(page, name) : name);

/** Signs in by the password and, where the person has a phone, an SMS; the settings come next. */
export async function toSettings(
  suite: Suite,
  person: Person,
  path = "/settings",
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await suite.open(path, options);
  await heading(page, "ログイン").waitFor();
  await enterPassword(page, person);
  if (person.phones.length > 0) {
    await sendCodeBySms(page);
    await enterCode(page, codeOf(suite, person));
  }
  await page.waitForURL(`**${path}`);
  await page.locator(".page .loading").waitFor({ state: "detached" });
  return page;
}

/** Asks to remove the only method that the person has, with its proof. */
export async function removeOnlyMethod(suite: Suite, person: Person): Promise<Page> {
  const page = await toSettings(suite, person, "/settings/methods");
  await page.locator(".card-link").click();
  await button(page, "この認証方法を削除する").click();
  await button(page, "削除する").click();
  await stepUpBySms(suite, page, person);
  return page;
}

/** Proves a second factor anew by SMS: the code goes out once it is asked for. */
export async function stepUpBySms(suite: Suite, page: Page, person: Person) {
  await sendCodeBySms(page);
  await enterCode(page, codeOf(suite, person));
}

/** Proves the password anew, where there is no second factor. */
export async function stepUpByPassword(page: Page, { password }: Person) {
  await heading(page, "ご本人確認").waitFor();
  await page.getByLabel(say(page, "パスワード"), { exact: true }).fill(password);
  await button(page, "次へ").click();
}

/** The key for typing by hand, as the page shows it: in groups of four. */
export async function shownKey(page: Page): Promise<string> {
  await page.getByText(say(page, "QRコードをスキャンできない場合")).click();
  return page
    .locator(".copy-line", { hasText: say(page, "キー") })
    .locator(".copy-text")
    .innerText();
}

/** What an app that is on its way in is told. @returns its key, base32. */
export async function scanKey(page: Page): Promise<string> {
  await heading(page, "認証アプリへの登録").waitFor();
  return (await shownKey(page)).replaceAll(" ", "");
}

/** From the QR code on. */
export async function enterFirstCode(page: Page, code: string) {
  await button(page, "認証コード入力画面へ").click();
  await page.getByRole("textbox", { name: say(page, "認証コード") }).fill(code);
  await button(page, "有効にする").click();
}

/** Sets an app up; the code that proved it is used by then. @returns its key, base32. */
export async function enrolApp(page: Page, prove: () => Promise<void>): Promise<string> {
  await link(page, "認証アプリの設定").click();
  await button(page, "QRコードを発行").click();
  await prove();
  const key = await scanKey(page);
  await enterFirstCode(page, totpOf(key));
  await heading(page, "2要素認証が有効化されました。").waitFor();
  return key;
}

/** Proves a second factor anew by an app, whose next code it takes. */
export async function stepUpByApp({ stack }: Suite, page: Page, key: string) {
  await heading(page, "ご本人確認").waitFor();
  await button(page, "次へ").click();
  await heading(page, "認証コードの入力").waitFor();
  stack.advanceClock(30);
  await enterCode(page, totpOf(key));
}

/** From the page for the backup codes, where there are none yet, or a new set is confirmed. @returns the codes. */
export async function makeCodes(
  page: Page,
  prove: () => Promise<void>,
  name = "バックアップコードを作成する",
): Promise<string[]> {
  await button(page, name).click();
  await prove();
  await page.locator(".codes").waitFor();
  return shownCodes(page);
}

export const shownCodes = async (page: Page): Promise<string[]> =>
  (await page.locator(".codes").innerText()).match(/\d{4} \d{4}/g)?.map((code) => code.replace(" ", "")) ?? [];
