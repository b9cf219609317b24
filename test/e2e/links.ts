import type { Page } from "playwright-core";
import { newestUrlIn, tokenOf } from "../support/newest.ts";
import { choose, enterPassword, heading, hintOf } from "./steps.ts";
import { type Person, type Suite, screens } from "./suite.ts";
import { say } from "./tongue.ts";

/** A PC by what it says of itself. */
const pc = {
  viewport: screens.pc,
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};

/** In a suite of one size its own. */
const onPc = ({ run }: Suite) => (run === undefined ? pc : {});

export const approveButton = "上記の端末でログインする";
export const acknowledgement = "上記注意事項を確認しました。";

/** The URL that the person was sent last, past notices that have come since, as a path on this stack. */
export function linkPath({ stack }: Suite, { phones, emails }: Person): string {
  const sent = stack.messages().filter(({ to }) => [...phones, ...emails].includes(to));
  const url = newestUrlIn(sent);
  if (url === undefined) throw new Error("no URL was sent");
  return `/v#${tokenOf(url)}`;
}

/** On a PC, up to the page that waits for the phone. */
export async function toWait(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login", onPc(suite));
  await enterPassword(page, person);
  await choose(page, "sms_link", hintOf(person.phones[0]));
  await page.getByRole("button", { name: say(page, "確認用のURLを送信する") }).click();
  await heading(page, "別の端末での確認をお待ちしています").waitFor();
  return page;
}

/** Up to the page that waits for the mail to be opened. */
export async function toMailWait(suite: Suite, person: Person): Promise<Page> {
  const page = await suite.open("/login", onPc(suite));
  await enterPassword(page, person);
  await choose(page, "email_link");
  await page.getByRole("button", { name: say(page, "確認用のURLを送信する") }).click();
  await heading(page, "届いたURLを開いてください").waitFor();
  return page;
}

/** The two digits that the waiting screen shows. */
export const numberOn = async (page: Page): Promise<string> =>
  (await page.locator(".match-number dd").textContent()) ?? "";

/** Ticks, types and approves. */
export async function approve(phone: Page, number: string) {
  await phone.getByRole("checkbox", { name: say(phone, acknowledgement) }).check();
  await phone.getByRole("textbox", { name: say(phone, "確認番号") }).fill(number);
  await phone.getByRole("button", { name: say(phone, approveButton) }).click();
}

/** Another tab of the same browser. */
export async function openBeside(suite: Suite, page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(suite.stack.origin + path);
  return tab;
}
