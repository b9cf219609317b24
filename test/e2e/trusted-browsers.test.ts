import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { openProfile } from "./browser.ts";
import { button, link } from "./settings-steps.ts";
import { anotherCode, codeOf, enterCode, enterPassword, heading, sendCode, toCodePage } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

const box = "このブラウザを信頼済みとして登録する";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

const nameField = (page: Page) => page.getByRole("textbox", { name: "登録名" });

/** On the code page: the box is ticked, and the code signs in. */
async function trustWithCode(page: Page, person: Person, name?: string) {
  await page.getByLabel(box).check();
  if (name !== undefined) await nameField(page).fill(name);
  await enterCode(page, codeOf(suite, person));
}

/** Signs in in a tab of this browser, by which it is trusted. */
async function trusted(page: Page, person: Person, name?: string) {
  await page.goto(`${suite.stack.origin}/login`);
  await enterPassword(page, person);
  await sendCode(page);
  await trustWithCode(page, person, name);
  await heading(page, "ログインしました").waitFor();
}

/** What follows on the password in another tab of the browser. */
async function nextLogin(page: Page, person: Person): Promise<string> {
  const tab = await page.context().newPage();
  await tab.goto(`${suite.stack.origin}/login`);
  await enterPassword(tab, person);
  const next = tab.locator("h1", { hasText: /^(ご本人確認|ログインしました)$/ });
  await next.waitFor();
  return next.innerText();
}

async function opened() {
  const person = await suite.person();
  return { person, page: await suite.open("/login") };
}

describe("trusting a browser", () => {
  test("manyChannels 10: the completion page offers it too, the name being optional", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
    await nameField(page).fill("");
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
    expect(await nextLogin(page, person)).toBe("ログインしました");
  });

  test("given a wrong code, when the box is ticked, then what was entered stays, and the right code trusts the browser", async () => {
    const person = await suite.person();
    const page = await toCodePage(suite, person);
    await page.getByLabel(box).check();
    await nameField(page).fill("会社");
    await enterCode(page, anotherCode(codeOf(suite, person)));
    await page.getByText("あと4回入力できます。").waitFor();
    expect(await nameField(page).inputValue()).toBe("会社");
    await enterCode(page, codeOf(suite, person));
    await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
  });

  test("appApproval 7, 9: the second step is skipped after the password, also after a restart; with the site data cleared it is back", async () => {
    const person = await suite.person();
    const folder = mkdtempSync(join(tmpdir(), "nidan-profile-"));
    const first = await openProfile(folder);
    await trusted(await first.newPage(), person);
    await first.close();

    const second = await openProfile(folder);
    const page = await second.newPage();
    expect(await nextLogin(page, person)).toBe("ログインしました");
    const wrong = await second.newPage();
    await wrong.goto(`${suite.stack.origin}/login`);
    await enterPassword(wrong, { ...person, password: "wrong-horse" });
    await wrong.getByText("ログインIDまたはパスワードが正しくありません。").waitFor();

    await second.clearCookies();
    expect(await nextLogin(page, person)).toBe("ご本人確認");
    await second.close();
  });

  test.each([
    [-60, "ログインしました"],
    [60, "ご本人確認"],
  ])("manyChannels 13: trust ends at the chosen period; %i s from it, %s", async (beyond, expected) => {
    const { person, page } = await opened();
    await trusted(page, person);
    suite.stack.advanceClock(30 * 24 * 60 * 60 + beyond);
    expect(await nextLogin(page, person)).toBe(expected);
  });
});

describe("the list of trusted browsers", () => {
  async function listed(name: string) {
    const { person, page } = await opened();
    await trusted(page, person, name);
    await link(page, "設定").click();
    await link(page, "信頼済みブラウザ").click();
    await page.locator(".card-link").waitFor();
    return { person, page };
  }

  test("given a name, when it is changed, then it is shown as it was written", async () => {
    const { page } = await listed("PC");
    await page.locator(".card-link").click();
    await page.getByRole("textbox").fill('<a href="//evil">=1+1</a>');
    await button(page, "登録名を変更する").click();
    await page.getByText("登録名を変更しました。").first().waitFor();
    await page.getByText('<a href="//evil">=1+1</a>').waitFor();
  });

  test("given some, when all are removed, then none is left, and the next login asks for the second step", async () => {
    const { person, page } = await listed("PC");
    await button(page, "すべての登録を解除する").click();
    await button(page, "すべての登録を解除する").click();
    await page.getByText("登録されている信頼済みブラウザはありません。").waitFor();
    expect(await nextLogin(page, person)).toBe("ご本人確認");
  });
});
