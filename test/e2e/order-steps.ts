import type { BrowserContextOptions, Page } from "playwright-core";
import type { SettingsInput } from "../../shared/settings.ts";
import { heading } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

/** The orders in which the identifier comes first, for tests that all come from one address. */
export const ordered = (order: "together" | "approval_first", more: SettingsInput = {}): SettingsInput => ({
  ...more,
  login: { order, ...more.login },
  sources: {
    startsPerMinute: 10_000,
    sendsPerTenMinutes: 10_000,
    sendsBeforePasswordPerTenMinutes: 10_000,
    failuresPerHour: 10_000,
  },
});

export async function enterIdentifier(page: Page, identifier: string) {
  await page.getByRole("textbox", { name: say(page, "ログインID") }).fill(identifier);
  await page.getByRole("button", { name: say(page, "次へ") }).click();
}

/** The one page of password and code, once the code was sent. */
export async function toBoth(suite: Suite, person: Pick<Person, "identifier">, options: BrowserContextOptions = {}) {
  const page = await suite.open("/login", options);
  await enterIdentifier(page, person.identifier);
  await heading(page, "パスワードと認証コードの入力").waitFor();
  return page;
}

/** The same of whoever needs no second factor, or is not there: any way may be shown, an app too, and then another is chosen. */
export async function toBothAnyway(suite: Suite, person: Pick<Person, "identifier">) {
  const page = await suite.open("/login");
  await enterIdentifier(page, person.identifier);
  const both = heading(page, "パスワードと認証コードの入力");
  const waiting = heading(page, "承認アプリで確認してください");
  await both.or(waiting).waitFor();
  if (await waiting.isVisible()) await page.getByRole("button", { name: say(page, "SMSで受け取る") }).click();
  await both.waitFor();
  return page;
}

export async function enterBoth(page: Page, password: string, code: string) {
  await page.getByLabel(say(page, "パスワード"), { exact: true }).fill(password);
  await page.getByRole("textbox", { name: say(page, "認証コード") }).fill(code);
  await page.getByRole("button", { name: say(page, "ログイン"), exact: true }).click();
}

/** The page of the password by itself. */
export async function enterPasswordAlone(page: Page, password: string) {
  await heading(page, "パスワードの入力").waitFor();
  await page.getByLabel(say(page, "パスワード"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say(page, "ログイン"), exact: true }).click();
}

/** A person who has switched two-step verification off. */
export async function single(suite: Suite): Promise<Person> {
  return suite.person(0);
}
