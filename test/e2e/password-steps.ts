import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { button } from "./settings-steps.ts";
import { heading } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

export const newPassword = "another-staple-lamp";

/** On the page for a forgotten password. */
export async function askForMail(page: Page, identifier: string) {
  await page.getByRole("textbox", { name: say(page, "ログインID") }).fill(identifier);
  await button(page, "再設定のメールを送信する").click();
  await heading(page, "メールをご確認ください").waitFor();
}

/** Where the newest mail to the person leads, once it has come: path and fragment. */
export async function mailedLink({ stack }: Suite, { emails }: Person): Promise<string> {
  const giveUp = performance.now() + 10_000;
  while (performance.now() < giveUp) {
    const texts = emails.flatMap((to) => stack.messages({ to, channel: "email" })).map(({ text }) => text);
    const [path] = texts.flatMap((text) => /\/password\/reset#[\w-]+/.exec(text)?.[0] ?? []).slice(-1);
    if (path !== undefined) return path;
    await setTimeout(50);
  }
  throw new Error("no mail with a link has come");
}

export async function chooseNew(page: Page, password: string) {
  await page.getByLabel(say(page, "新しいパスワード"), { exact: true }).fill(password);
  await button(page, "このパスワードを設定する").click();
}
