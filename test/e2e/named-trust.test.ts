import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { codeOf, enterCode, heading, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ trust: { nameRequired: true, defaultChecked: true } });
});
afterAll(() => suite.close());

test("appApproval 5, 6: the box is ticked at first; without a name nothing is sent, and the same code then signs in", async () => {
  const person = await suite.person();
  const page = await toCodePage(suite, person);
  const box = page.getByLabel("このブラウザを信頼済みとして登録する");
  expect(await box.isChecked()).toBe(true);
  const name = page.getByRole("textbox", { name: "登録名" });
  await name.fill(" ");
  await enterCode(page, codeOf(suite, person));
  await page.getByText("登録名を入力してください。").waitFor();
  await name.fill("居間のPC");
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
});

test("given the box is unticked, then no name is asked for, and the browser is not trusted", async () => {
  const person = await suite.person();
  const page = await toCodePage(suite, person);
  await page.getByLabel("このブラウザを信頼済みとして登録する").uncheck();
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.startsWith("__Host-nidan-trust-"))).toEqual([]);
});
