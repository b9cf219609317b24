import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { newestCodeIn } from "../support/newest.ts";
import { button, link } from "./settings-steps.ts";
import { choose, enterCode, heading, hintOf, sendCode, toMethodPage } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

/** From the first page to the recovery. */
export async function toRecovery(suite: Suite, person: Person): Promise<Page> {
  const page = await toMethodPage(suite, person);
  await link(page, "どの認証方法も利用できない方").click();
  await heading(page, "アカウントの復旧").waitFor();
  await page.locator(".page .loading").waitFor({ state: "detached" });
  return page;
}

/** The code for a recovery that came there last. */
function recoveryCode({ stack }: Suite, to: string): string {
  const sent = stack.messages({ to }).filter(({ text, subject = "" }) => /復旧.*コード|recover/i.test(subject + text));
  const code = newestCodeIn(sent);
  if (code === undefined) throw new Error("no code for a recovery has come");
  return code;
}

/** Has a code sent to what is left, or to one of several, and enters it. */
async function proveBy(suite: Suite, page: Page, to: string) {
  await sendCode(page);
  await enterCode(page, recoveryCode(suite, to));
}

/** Proves the first address. */
export async function proveByMail(suite: Suite, page: Page, { emails }: Person) {
  await button(page, "本人確認を始める").click();
  await heading(page, "ご本人確認").waitFor();
  await choose(page, "email_code");
  await proveBy(suite, page, emails[0] ?? "");
  await page.getByText(say(page, "本人確認を1つ受け付けました。")).waitFor();
}

/** Proves the number besides. */
export async function proveBySms(suite: Suite, page: Page, { phones }: Person) {
  await button(page, "別の方法で本人確認を続ける").click();
  await heading(page, "ご本人確認").waitFor();
  await choose(page, "sms_code", hintOf(phones[0]));
  await proveBy(suite, page, phones[0] ?? "");
  await heading(page, "認証方法を登録し直せます").waitFor();
}

/** The operator lets somebody set up a new method. */
export async function grantRecovery({ stack }: Suite, { identifier }: Person) {
  const found = await stack.admin("/v1/admin/accounts/find", { identifier });
  const { sub } = await found.json();
  const body = { recovery: true, reason: "The owner was seen at the desk" };
  const granted = await stack.admin(`/v1/admin/accounts/${sub}/resets`, body);
  if (granted.status !== 200) throw new Error(`no recovery: ${await granted.text()}`);
}

/** Sets up a number in a login that asks for a new method. @returns the number. */
export async function enrolNumber({ stack }: Suite, page: Page, national: string): Promise<string> {
  await heading(page, "新しい認証方法の登録").waitFor();
  await page.getByRole("radio", { name: say(page, "電話番号・メールアドレス") }).check();
  await button(page, "次へ").click();
  await heading(page, "電話番号・メールアドレスの登録").waitFor();
  await page.getByRole("textbox", { name: say(page, "電話番号") }).fill(national);
  await button(page, "認証コードを送信する").click();
  await heading(page, "認証コードの入力").waitFor();
  const to = `+81${national.slice(1)}`;
  const code = newestCodeIn(stack.messages({ to })) ?? "";
  await page.getByRole("textbox", { name: say(page, "認証コード") }).fill(code);
  await button(page, "登録する").click();
  return to;
}

/** Where the newest mail there leads that can stop a recovery: path and fragment. */
export async function stopPath({ stack }: Suite, to: string | undefined): Promise<string> {
  const giveUp = performance.now() + 10_000;
  while (performance.now() < giveUp) {
    const texts = stack.messages({ to, channel: "email" }).map(({ text }) => text);
    const [path] = texts.flatMap((text) => /\/recovery\/stop#[\w-]+/.exec(text)?.[0] ?? []).slice(-1);
    if (path !== undefined) return path;
    await setTimeout(50);
  }
  throw new Error("no mail that stops a recovery has come");
}
