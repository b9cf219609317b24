import { randomInt } from "node:crypto";
import type { Page } from "playwright-core";
import { shownBy } from "../../infra/local/enrolment.ts";
import { newestCodeIn } from "../support/newest.ts";
import { button, enterFirstCode, link, scanKey, stepUpBySms } from "./settings-steps.ts";
import { heading, hintOf, says } from "./steps.ts";
import type { Person, Suite } from "./suite.ts";
import { say } from "./tongue.ts";

interface Changed {
  /** As the list of methods names it. */
  readonly shown: string;
  /** What signs in from then on. */
  readonly code: () => string;
}

/** A Japanese mobile number that no other test uses: as it is sent to, typed, and shown. */
export function freshNumber() {
  const number = String(randomInt(10_000_000)).padStart(7, "0");
  return { to: `+81900${number}`, typed: `0900${number}`, hint: `090-****-${number.slice(-4)}` };
}

/** The code that was sent there last, past notices that have come since. */
export const codeSentTo = ({ stack }: Suite, to: string): string => newestCodeIn(stack.messages({ to })) ?? "";

/** From the list of methods to the page that takes a new destination in the place of the one there is. */
export async function toReplace(page: Page) {
  await page.locator(".card-link").click();
  await link(page, "別の電話番号・メールアドレスに変更する").click();
  await heading(page, "認証方法の変更").waitFor();
}

/** A code by the old method comes first. */
export async function askNew(suite: Suite, page: Page, person: Person) {
  await button(page, "認証コードを送信する").click();
  await stepUpBySms(suite, page, person);
  await button(page, "登録する").waitFor();
}

async function changeTo(suite: Suite, page: Page, person: Person, destination: string) {
  await askNew(suite, page, person);
  await page.getByRole("textbox", { name: say(page, "認証コード") }).fill(codeSentTo(suite, destination));
  await button(page, "登録する").click();
  await says(page, "認証方法を変更しました。以前の認証方法は使えなくなりました。");
}

/** From the list of methods, with a number in it, to another method in its place. */
export const changes = {
  app: async (suite: Suite, page: Page, person: Person): Promise<Changed> => {
    await page.locator(".card-link").click();
    await link(page, "認証アプリに変更する").click();
    await page.getByText(hintOf(person.phones[0])).waitFor();
    await button(page, "QRコードを発行").click();
    await stepUpBySms(suite, page, person);
    const key = await scanKey(page);
    await enterFirstCode(page, shownBy(key));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    return { shown: "認証アプリ", code: () => shownBy(key) };
  },
  SMS: async (suite: Suite, page: Page, person: Person): Promise<Changed> => {
    const { to, typed, hint } = freshNumber();
    await toReplace(page);
    await page.getByRole("textbox").fill(typed);
    await changeTo(suite, page, person, to);
    return { shown: hint, code: () => codeSentTo(suite, to) };
  },
  mail: async (suite: Suite, page: Page, person: Person): Promise<Changed> => {
    const address = `new-${randomInt(1e9)}@example.jp`;
    await toReplace(page);
    await page.getByRole("radio", { name: say(page, "メールアドレス") }).check();
    await page.getByRole("textbox").fill(address);
    await changeTo(suite, page, person, address);
    return { shown: "n***@example.jp", code: () => codeSentTo(suite, address) };
  },
} as const;
