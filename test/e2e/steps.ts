import type { BrowserContextOptions, Page } from "playwright-core";
import type { MethodType } from "../../shared/contract/schemas.ts";
import { catalogue } from "../support/catalogue.ts";
import { newestCodeIn } from "../support/newest.ts";
import type { Person, Suite } from "./suite.ts";
import { say, tongueOf } from "./tongue.ts";

/** What a person does on the pages, by the words that they read there. */
export async function enterPassword(page: Page, { identifier, password }: Pick<Person, "identifier" | "password">) {
  await page.getByRole("textbox", { name: say(page, "ログインID") }).fill(identifier);
  await page.getByLabel(say(page, "パスワード"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say(page, "ログイン"), exact: true }).click();
}

/** What is to be chosen on the method page, by the way and what the destination is seen to be. */
function choiceOf(page: Page, type: MethodType, hint = "") {
  // Some ways begin with another's words.
  const way = new RegExp(`^${catalogue[tongueOf(page)].byMethod[type].way}(?: |$)`);
  return page
    .getByRole("radio", { name: way })
    .and(page.getByRole("radio", { name: hint }))
    .first();
}
export const choose = (page: Page, type: MethodType, hint = "") => choiceOf(page, type, hint).check();

export async function sendCode(page: Page) {
  const [send, call] = ["認証コードを送信する", "電話をかける"].map((name) =>
    page.getByRole("button", { name: say(page, name) }),
  );
  await send?.or(call ?? send).click();
  await heading(page, "認証コードの入力").waitFor();
}

/** By SMS, which is to be chosen where a URL comes first. */
export async function sendCodeBySms(page: Page) {
  await heading(page, "ご本人確認").waitFor();
  const sms = choiceOf(page, "sms_code");
  if ((await sms.count()) > 0) await sms.check();
  await sendCode(page);
}

export async function enterCode(page: Page, code: string) {
  await page.getByRole("textbox", { name: say(page, "認証コード") }).fill(code);
  await page.getByRole("button", { name: say(page, "認証する") }).click();
}

/** The code that came last by SMS, past notices that have come since. */
export function codeOf({ stack }: Suite, { phones }: Person): string {
  const sent = stack.messages({ channel: "sms" }).filter(({ to }) => phones.includes(to));
  const code = newestCodeIn(sent);
  if (code === undefined) throw new Error("no SMS with a code has come");
  return code;
}

/** As the page shows a Japanese number. */
export const hintOf = (phone: string | undefined): string => `090-****-${(phone ?? "").slice(-4)}`;

/** A code of the right form that is not the right one. */
export const anotherCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

export const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name: say(page, name) });

/** Waits until the page says that. */
export const says = (page: Page, words: string) => page.getByText(say(page, words)).first().waitFor();

/** Two letters or digits by which a message and the page that waits for it are held together. */
export const referenceIn = (text = ""): string => /(?:照合|ref )(\w\w)/.exec(text)?.[1] ?? "no reference";

/** The buttons that have the code come another way, by their words. */
export const byCall = ({ phones }: Person): string => `音声通話（${hintOf(phones[0])}）で受け取る`;
export const byMail = ({ emails }: Person): string => `メール（${emails[0]?.slice(0, 1)}***@example.jp）で受け取る`;

/** The call is answered, the key that the screen shows is pressed, and the code that is then told signs in. */
export async function signInByCall({ stack }: Suite, page: Page, number: string | undefined) {
  await page.getByText(say(page, "にお電話でお伝えする認証コードを入力してください。")).waitFor();
  const call = stack.messages({ to: number, channel: "voice" }).at(-1)?.call;
  await page.getByText(say(page, `電話に出たら、電話機のボタンで「${call?.key}」を押してください。`)).waitFor();
  await enterCode(page, /\d(?: \d){5}/.exec(call?.code ?? "")?.[0] ?? "");
  await heading(page, "ログインしました").waitFor();
}

/** From the first page to the choice of a method. */
export async function toMethodPage(suite: Suite, person: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await suite.open("/login", options);
  await enterPassword(page, person);
  await heading(page, "ご本人確認").waitFor();
  return page;
}

/** From the first page to the code page. */
export async function toCodePage(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await sendCode(page);
  return page;
}

/** Time goes by while the person is elsewhere; back on the page, it asks how the login stands. */
export async function passTime({ stack }: Suite, page: Page, seconds: number) {
  stack.advanceClock(seconds);
  const asked = page.waitForRequest(/\/v1\/logins\/[^/]+$/);
  // A page that has just read, or is about to stop reading, may not ask at the first look.
  const looking = await page.evaluate(() => {
    const look = () => document.dispatchEvent(new Event("visibilitychange"));
    look();
    return setInterval(look, 500);
  });
  await (await asked).response();
  await page.evaluate((timer) => clearInterval(timer), looking);
}

/** What the tab holds. */
export async function heldBy(page: Page): Promise<{ loginId: string; loginToken: string }> {
  const { login, loginToken } = JSON.parse(await page.evaluate(() => sessionStorage.getItem("nidan.login") ?? "{}"));
  return { loginId: login.loginId, loginToken };
}

/** A call past the pages, by whoever has that token. */
export async function callAs({ stack }: Suite, token: string, path: string, body: object = {}) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${stack.origin}/v1/logins/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const { code = "" } = JSON.parse(await answer.text());
  return { status: answer.status, code };
}
