import type { BrowserContextOptions, Page } from "playwright-core";
import { seenQr } from "./qr.ts";
import { button, link, stepUpBySms, toSettings } from "./settings-steps.ts";
import { choose, heading, toMethodPage } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

/** From the list of methods to the pairing code. @returns the code. */
export async function startPairing(suite: Suite, page: Page, person: Person): Promise<string> {
  await link(page, "承認アプリを登録する").click();
  await button(page, "登録コードを表示する").click();
  await stepUpBySms(suite, page, person);
  await heading(page, "登録コード").waitFor();
  return (await page.locator(".shown-code").innerText()).replace(/\D/g, "");
}

/** Somebody whose phone is an app, at the page that lists what it is asked. */
export async function pairedPhone(suite: Suite): Promise<{ readonly person: Person; readonly phone: Page }> {
  const person = await suite.person(1);
  const phone = await toSettings(suite, person, "/settings/methods");
  const code = await startPairing(suite, phone, person);
  await phone.goto(`${suite.stack.origin}/settings/approvals`);
  await phone.getByRole("textbox", { name: say(phone, "登録コード") }).fill(code);
  await button(phone, "登録する").click();
  await phone.getByText(say(phone, "この端末を承認アプリとして登録しました。")).waitFor();
  return { person, phone };
}

/** Begins to sign in elsewhere and has the app asked. */
export async function askApp(suite: Suite, person: Person): Promise<Page> {
  const page = await toMethodPage(suite, person);
  await choose(page, "app");
  await button(page, "アプリに確認を送る").click();
  await heading(page, "承認アプリで確認してください").waitFor();
  return page;
}

/** Begins to sign in elsewhere and has a QR code shown. */
export async function showQr(suite: Suite, person: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await toMethodPage(suite, person, options);
  await choose(page, "qr");
  await button(page, "QRコードを表示する").click();
  await heading(page, "QRコードを読み取ってください").waitFor();
  return page;
}

export const matchNumberOn = (page: Page): Promise<string> => page.locator(".match-number dd").innerText();

/** The phone's camera reads the page, and opens what it says. */
export async function scanned({ stack }: Suite, phone: Page, page: Page): Promise<void> {
  const { text } = await seenQr(page);
  if (!text.startsWith(`${stack.origin}/q#`)) throw new Error(`a QR code of another place: ${text}`);
  await phone.goto(text);
}

export async function answerRequest(phone: Page, answer: "はい" | "いいえ", number?: string): Promise<void> {
  await phone.getByText(say(phone, "このログインを許可しますか？")).waitFor();
  if (number !== undefined) await phone.getByRole("textbox", { name: say(phone, "確認番号") }).fill(number);
  await button(phone, answer).click();
}
