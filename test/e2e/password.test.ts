import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { askForMail, chooseNew, mailedLink, newPassword } from "./password-steps.ts";
import { button, link, stepUpBySms, toSettings } from "./settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

type Tab = Awaited<ReturnType<Suite["open"]>>;

const renewed = (person: Person): Person => ({ ...person, password: newPassword });

/** From the page for a forgotten password to a new one. */
async function recover(page: Tab, person: Person) {
  await askForMail(page, person.identifier);
  const own = await suite.open(await mailedLink(suite, person));
  await heading(own, "新しいパスワードの設定").waitFor();
  expect(new URL(own.url()).hash).toBe("");
  await chooseNew(own, newPassword);
  await heading(own, "パスワードを設定しました").waitFor();
  await button(own, "ログイン画面へ").click();
  await heading(own, "ログイン").waitFor();
  return own;
}

async function signInBySms(page: Tab, person: Person) {
  await enterPassword(page, person);
  await sendCode(page);
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
}

describe("a forgotten password", () => {
  test("given a password that is forgotten, when the mail's link is followed, then the new one signs in with the second factor", async () => {
    const person = await suite.person(1, 1);
    const page = await suite.open("/login");
    await link(page, "パスワードを忘れた方").click();
    await heading(page, "パスワードの再設定").waitFor();
    const own = await recover(page, person);
    await signInBySms(own, renewed(person));
  });

  test("not me: given somebody who said it was not them, when they sign in, then the page leads to a new password, and back in", async () => {
    const person = await suite.person(1, 1);
    const page = await toSettings(suite, person);
    await link(page, "アクティビティ").click();
    await button(page, "心当たりがない場合").click();
    await page.getByLabel("上記の内容を確認しました。").check();
    await button(page, "すべて解除する").click();
    await heading(page, "すべて解除しました").waitFor();
    await page.goto(`${suite.stack.origin}/login`);
    await enterPassword(page, person);
    await heading(page, "パスワードの変更が必要です").waitFor();
    await link(page, "再設定のメールを申し込む").click();
    const own = await recover(page, person);
    await signInBySms(own, renewed(person));
  });

  test("given a link that was used, when it is opened again, then it says so, and leads to another mail", async () => {
    const person = await suite.person(1, 1);
    const page = await suite.open("/password/forgotten");
    await askForMail(page, person.identifier);
    const path = await mailedLink(suite, person);
    const [first, second] = [await suite.open(path), await suite.open(path)];
    await chooseNew(first, newPassword);
    await heading(first, "パスワードを設定しました").waitFor();
    await chooseNew(second, "a-third-staple-lamp");
    await heading(second, "このURLは使用できません").waitFor();
    await link(second, "再設定のメールを申し込む").click();
    await heading(second, "パスワードの再設定").waitFor();
    expect(suite.complaints).toEqual([]);
  });
});

describe("changing the password", () => {
  test("given two browsers, when it is changed in one, then that one goes on, and the other is signed out", async () => {
    const person = await suite.person();
    const other = await toSettings(suite, person);
    const page = await toSettings(suite, person);
    await link(page, "パスワードの変更").click();
    await page.getByLabel("現在のパスワード", { exact: true }).fill(person.password);
    await page.getByLabel("新しいパスワード", { exact: true }).fill("short");
    await button(page, "パスワードを変更する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("新しいパスワードは8文字以上で入力してください。").waitFor();
    await page.getByLabel("新しいパスワード", { exact: true }).fill(newPassword);
    await button(page, "パスワードを変更する").click();
    await page.getByText("パスワードを変更しました。").first().waitFor();
    await page.reload();
    await page.getByText(person.identifier).waitFor();
    await other.reload();
    await heading(other, "ログイン").waitFor();
    await signInBySms(await suite.open("/login"), renewed(person));
  });
});
