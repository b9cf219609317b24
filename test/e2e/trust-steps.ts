import type { Page } from "playwright-core";
import { enterCode, enterPassword, heading } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

const box = "このブラウザを信頼済みとして登録する";

export const trustBox = (page: Page) => page.getByLabel(say(page, box));
export const nameField = (page: Page) => page.getByRole("textbox", { name: say(page, "登録名") });

/** On the code page: the box is ticked, and the code signs in. */
export async function trustWithCode(page: Page, code: string, name: string) {
  await trustBox(page).check();
  await nameField(page).fill(name);
  await enterCode(page, code);
  await page.getByText(say(page, "このブラウザを信頼済みとして登録しました。")).first().waitFor();
}

/** Another tab of the browser, where the password was entered. */
async function nextLogin({ stack }: Suite, page: Page, person: Person): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(`${stack.origin}/login`);
  await enterPassword(tab, person);
  return tab;
}

/** The next login there asks for the second step. */
export async function untrusted(suite: Suite, page: Page, person: Person) {
  await heading(await nextLogin(suite, page, person), "ご本人確認").waitFor();
}

/** The password is enough there. */
export async function stillTrusted(suite: Suite, page: Page, person: Person) {
  await heading(await nextLogin(suite, page, person), "ログインしました").waitFor();
}
