import type { Page } from "playwright-core";
import { type Enrolled, enrol, shownBy } from "../../infra/local/enrolment.ts";
import { button, stepUpByPassword, toSettings } from "./settings-steps.ts";
import { enterCode, enterPassword, heading } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

export interface AppOwner extends Enrolled {
  readonly person: Person;
}

/** Somebody whose second factor is an authenticator app, with backup codes. */
export async function appOwner(suite: Suite): Promise<AppOwner> {
  const person = await suite.person(0);
  return { person, ...(await enrol(suite.stack.origin, person)) };
}

/** The password, and the page that asks for what the app shows. */
export async function toAppCode(suite: Suite, { person }: AppOwner, path = "/login"): Promise<Page> {
  const page = await suite.open(path);
  await enterPassword(page, person);
  await heading(page, "ご本人確認").waitFor();
  await button(page, "次へ").click();
  await heading(page, "認証コードの入力").waitFor();
  return page;
}

/** What the app shows next: what it showed so far is used. */
export function nextCode({ stack }: Suite, key: string): string {
  stack.advanceClock(30);
  return shownBy(key);
}

/** Signed in by the app, at a page of the settings. */
export async function toSettingsByApp(suite: Suite, owner: AppOwner, path = "/settings"): Promise<Page> {
  const page = await toAppCode(suite, owner, path);
  await enterCode(page, nextCode(suite, owner.key));
  await page.waitForURL(`**${path}`);
  await page.locator(".page .loading").waitFor({ state: "detached" });
  return page;
}

export async function enterBackupCode(suite: Suite, { person }: AppOwner, code: string | undefined): Promise<Page> {
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await button(page, "バックアップコードを使用してログインする").click();
  await heading(page, "バックアップコードの入力").waitFor();
  await page.getByRole("textbox", { name: say(page, "バックアップコード") }).fill(code ?? "");
  await button(page, "認証する").click();
  return page;
}

/** The page that shows the QR code, for somebody without a second factor. */
export async function toScan(suite: Suite): Promise<{ readonly person: Person; readonly page: Page }> {
  const person = await suite.person(0);
  const page = await toSettings(suite, person, "/settings/totp");
  await button(page, "QRコードを発行").click();
  await stepUpByPassword(page, person);
  await heading(page, "認証アプリへの登録").waitFor();
  return { person, page };
}
