import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { matchNumberOn, startPairing } from "./approval-steps.ts";
import { button, toSettings } from "./settings-steps.ts";
import { heading, toMethodPage } from "./steps.ts";
import { type Suite, screens, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const readable = (number = "") => number.replace(/^\+81(\d0)(\d{4})(\d{4})$/, "0$1-$2-$3");

/** One person at one machine: the PC in one window, the phone of their number in another. */
async function bothDevices() {
  const person = await suite.person(1);
  const pc = await toSettings(suite, person, "/settings/methods", { viewport: screens.pc });
  const code = await startPairing(suite, pc, person);
  const tab = await pc.context().newPage();
  await tab.goto(`${suite.stack.origin}/local/phone`);
  const phone = tab.locator(".phone").filter({ hasText: readable(person.phones[0]) });
  return { person, pc, code, tab, phone };
}

const answer = async (phone: ReturnType<Page["locator"]>, words: RegExp, number?: string) => {
  if (number !== undefined) await phone.getByLabel(/画面の数字/).fill(number);
  await phone.getByRole("button", { name: words }).click();
};

test("given the phone of the local stack, when one person pairs it and signs in with it, then SMS, push and answer are all on it", async () => {
  const { person, pc, code, phone } = await bothDevices();
  await phone.getByText("認証コード").first().waitFor();
  await phone.getByLabel(/登録コード/).fill(code);
  await answer(phone, /登録/);
  await phone.getByText("登録しました。").waitFor();
  await heading(pc, "承認アプリを登録しました").waitFor();

  const page = await toMethodPage(suite, person, { viewport: screens.pc });
  await page.getByRole("radio", { name: "承認アプリ" }).check();
  await button(page, "アプリに確認を送る").click();
  const number = await matchNumberOn(page);
  await phone.getByText("【nidan】ログインの確認").waitFor();
  await phone.getByText("ログインしますか？").waitFor();
  await answer(phone, /はい/, number);
  await phone.getByText("「はい」と答えました。").waitFor();
  await heading(page, "ログインしました").waitFor();
  expect(suite.stack.messages({ channel: "push" })).toHaveLength(1);

  const again = await toMethodPage(suite, person, { viewport: screens.pc });
  await again.getByRole("radio", { name: "承認アプリ" }).check();
  await button(again, "アプリに確認を送る").click();
  await phone.getByText("ログインしますか？").waitFor();
  await answer(phone, /いいえ/);
  await heading(again, "このログインは取り消されました").waitFor();
});

test("given a wrong code, when it is entered in the phone's app, then it says so", async () => {
  const { code, phone } = await bothDevices();
  await phone.getByLabel(/登録コード/).fill(code === "00000000" ? "00000001" : "00000000");
  await answer(phone, /登録/);
  await phone.getByText("登録できませんでした。").waitFor();
});

test("the pages throw nothing, and their policy stops nothing", () => {
  expect(suite.complaints).toEqual([]);
});
