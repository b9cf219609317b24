import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { button, enrolApp, link, makeCodes, stepUpByApp, stepUpByPassword, toSettings } from "./settings-steps.ts";
import { enterPassword, heading, toMethodPage } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

/** Signed in with the app, and with backup codes. */
async function withCodes() {
  const person = await suite.person(0);
  const page = await toSettings(suite, person);
  const key = await enrolApp(page, () => stepUpByPassword(page, person));
  await link(page, "バックアップコードを作成する").click();
  const codes = await makeCodes(page, () => stepUpByApp(suite, page, key));
  return { person, page, key, codes };
}

async function enterBackupCode(person: Person, code: string | undefined) {
  const page = await toMethodPage(suite, person);
  await button(page, "バックアップコードを使用してログインする").click();
  await heading(page, "バックアップコードの入力").waitFor();
  await page.getByRole("textbox", { name: "バックアップコード" }).fill(code ?? "");
  await button(page, "認証する").click();
  return page;
}

describe("backup codes", () => {
  test("authenticatorApp 14: after a backup code the page says that this is temporary, and to disable and enrol again soon", async () => {
    const { person, codes } = await withCodes();
    const page = await enterBackupCode(person, codes[0]);
    await page.getByText("お早めに2段階認証をいったん解除し、設定し直してください。").waitFor();
    await page.context().close();
    // A page that the person was on the way to does not come between.
    const other = await suite.open("/settings");
    await enterPassword(other, person);
    await heading(other, "ご本人確認").waitFor();
    await button(other, "バックアップコードを使用してログインする").click();
    await other.getByRole("textbox", { name: "バックアップコード" }).fill(codes[1] ?? "");
    await button(other, "認証する").click();
    await other.getByText("お早めに2段階認証をいったん解除し、設定し直してください。").waitFor();
  });

  test("authenticatorApp 7: the code page of the app leads to the backup codes too, at an address of their own", async () => {
    const { person } = await withCodes();
    const page = await toMethodPage(suite, person);
    expect(await page.getByRole("radio").count()).toBe(0);
    await button(page, "次へ").click();
    await button(page, "バックアップコードを使用してログインする").click();
    await heading(page, "バックアップコードの入力").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login/backup");
    await link(page, "別の方法で認証する").click();
    await heading(page, "ご本人確認").waitFor();
  });
});
