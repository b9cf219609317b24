import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { totpOf } from "../support/totp.ts";
import {
  button,
  enrolApp,
  enterFirstCode,
  link,
  makeCodes,
  scanKey,
  shownCodes,
  stepUpByApp,
  stepUpByPassword,
  stepUpBySms,
  toSettings,
} from "./settings-steps.ts";
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

/** It was proved for making codes within the last five minutes. */
const stillFresh = async () => {};

async function downloadedFrom(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await button(page, "ファイルに保存する").click();
  return readFile(await (await downloading).path(), "utf8");
}

describe("backup codes", () => {
  test("authenticatorApp 7: 「バックアップコードを使用してログインする」, and eight digits sign in", async () => {
    const { person, codes } = await withCodes();
    expect(codes.map((code) => code.length)).toEqual(Array(10).fill(8));
    const page = await enterBackupCode(person, codes[3]);
    await heading(page, "ログインしました").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login/complete");
  });

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

  test("authenticatorApp 8: a code works once", async () => {
    const { person, codes } = await withCodes();
    const [code] = codes;
    await heading(await enterBackupCode(person, code), "ログインしました").waitFor();
    const again = await enterBackupCode(person, code);
    await again.getByText("バックアップコードが正しくないか、すでに使われています。").first().waitFor();
  });

  test("authenticatorApp 9: the downloaded file warns about leaking, and so does the page", async () => {
    const { page } = await withCodes();
    await page.getByText("保存したファイルが流出すると、不正にログインされるおそれがあります。").waitFor();
    expect(await downloadedFrom(page)).toContain("このファイルが流出すると、不正にログインされるおそれがあります。");
  });

  test("authenticatorApp 10: the file lets people mark which are unused, by numbered boxes to tick", async () => {
    const { page, codes } = await withCodes();
    const file = await downloadedFrom(page);
    const lines = codes.map(
      (code, place) => `${String(place + 1).padStart(2, " ")}. [ ] ${code.slice(0, 4)} ${code.slice(4)}`,
    );
    expect(file.split("\r\n").filter((line) => line.includes("[ ]"))).toEqual(lines);
  });

  test("authenticatorApp 11: a new set is confirmed first, and voids the old", async () => {
    const { person, page, codes } = await withCodes();
    await button(page, "保管しました").click();
    await button(page, "新しく作成").click();
    await page.getByText("以前のバックアップコードは、使っていないものもすべて使えなくなります。").waitFor();
    await button(page, "新しく作成").click();
    await page.locator(".codes").waitFor();
    const fresh = await shownCodes(page);
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    const refused = await enterBackupCode(person, codes[0]);
    await refused.getByText("バックアップコードが正しくないか、すでに使われています。").first().waitFor();
    await heading(await enterBackupCode(person, fresh[0]), "ログインしました").waitFor();
  });

  test("authenticatorApp 12: with three left, the login and the settings ask to make new ones", async () => {
    const { person, codes } = await withCodes();
    for (const code of codes.slice(0, 6)) {
      const page = await enterBackupCode(person, code);
      await heading(page, "ログインしました").waitFor();
      await page.context().close();
    }
    const page = await enterBackupCode(person, codes[6]);
    await page.getByText("使えるバックアップコードは残り3個です。").waitFor();
    await link(page, "設定").click();
    await page.getByText("使えるバックアップコードは残り3個です。").waitFor();
    await page.getByText("残り3個", { exact: true }).waitFor();
  });

  test("authenticatorApp 13: a new enrolment voids the codes; they are made anew", async () => {
    const { person, page, key, codes } = await withCodes();
    await page.goto(`${suite.stack.origin}/settings`);
    await link(page, "認証アプリの設定").click();
    await page.getByText("これまでの認証アプリとバックアップコードは使えなくなります。").waitFor();
    await button(page, "QRコードを発行").click();
    await stepUpByApp(suite, page, key);
    const next = await scanKey(page);
    await enterFirstCode(page, totpOf(next));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await page.goto(`${suite.stack.origin}/settings`);
    await page.getByText("未作成").waitFor();
    const login = await toMethodPage(suite, person);
    await button(login, "次へ").waitFor();
    expect(await button(login, "バックアップコードを使用してログインする").count()).toBe(0);

    await link(page, "バックアップコードを作成する").click();
    const fresh = await makeCodes(page, stillFresh);
    await login.context().close();
    const refused = await enterBackupCode(person, codes[0]);
    await refused.getByText("バックアップコードが正しくないか、すでに使われています。").first().waitFor();
    await heading(await enterBackupCode(person, fresh[0]), "ログインしました").waitFor();
  });

  test("authenticatorApp 13: disabling voids the codes, also when it is enabled again", async () => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/backup-codes");
    const codes = await makeCodes(page, () => stepUpBySms(suite, page, person));
    await page.goto(`${suite.stack.origin}/settings/switch`);
    await button(page, "解除する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("2段階認証を解除しました。").first().waitFor();
    await link(page, "2段階認証を有効にする").click();
    await button(page, "有効にする").click();
    await page.getByText("2段階認証を有効にしました。").first().waitFor();
    await page.getByText("未作成").waitFor();
    await link(page, "バックアップコードを作成する").click();
    const fresh = await makeCodes(page, stillFresh);
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    const refused = await enterBackupCode(person, codes[0]);
    await refused.getByText("バックアップコードが正しくないか、すでに使われています。").first().waitFor();
  });

  test("authenticatorApp 15: 「解除する」, confirmed and proved anew, leaves the password alone, and the codes are dead", async () => {
    const { person, page, key } = await withCodes();
    await page.goto(`${suite.stack.origin}/settings`);
    await link(page, "2段階認証の解除").click();
    await heading(page, "2段階認証の解除").waitFor();
    await page.getByText("バックアップコードは、使っていないものもすべて使えなくなります。").waitFor();
    await button(page, "解除する").click();
    await stepUpByApp(suite, page, key);
    await page.getByText("2段階認証を解除しました。").first().waitFor();
    await page.getByText("未作成").waitFor();

    const next = await suite.open("/login");
    await enterPassword(next, person);
    await heading(next, "ログインしました").waitFor();
  });
});
