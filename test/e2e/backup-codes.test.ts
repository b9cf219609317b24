import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import {
  button,
  enrolApp,
  link,
  makeCodes,
  shownCodes,
  stepUpByApp,
  stepUpByPassword,
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

describe("backup codes", () => {
  test("authenticatorApp 7, 14: eight digits sign in, and the page says that this is temporary", async () => {
    const { person, codes } = await withCodes();
    expect(codes).toHaveLength(10);
    const page = await enterBackupCode(person, codes[3]);
    await heading(page, "ログインしました").waitFor();
    expect(new URL(page.url()).pathname).toBe("/login/complete");
    await page.getByText("お早めに2段階認証をいったん解除し、設定し直してください。").waitFor();
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

  test("authenticatorApp 9, 10: the downloaded file warns about leaking, and has numbered boxes to tick", async () => {
    const { page, codes } = await withCodes();
    const downloading = page.waitForEvent("download");
    await button(page, "ファイルに保存する").click();
    const file = await readFile(await (await downloading).path(), "utf8");
    expect(file).toContain("このファイルが流出すると、不正にログインされるおそれがあります。");
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
