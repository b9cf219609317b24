import { randomInt } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { totpOf } from "../support/totp.ts";
import { button, enterFirstCode, link, makeCodes, scanKey, stepUpBySms, toSettings } from "./settings-steps.ts";
import { enterCode, enterPassword, heading, hintOf, toMethodPage } from "./steps.ts";
import { type Person, type Suite, screens, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

interface Changed {
  readonly shown: string;
  /** What signs in from then on. */
  readonly code: () => string;
}

const codeSentTo = (to: string): string => {
  const texts = suite.stack.messages({ to }).map(({ text }) => text);
  return /\b\d{6}\b/.exec(texts.findLast((text) => /\b\d{6}\b/.test(text)) ?? "")?.[0] ?? "";
};

async function changeToDestination(page: Page, person: Person, destination: string) {
  await button(page, "認証コードを送信する").click();
  await stepUpBySms(suite, page, person);
  await button(page, "登録する").waitFor();
  await page.getByRole("textbox", { name: "認証コード" }).fill(codeSentTo(destination));
  await button(page, "登録する").click();
  await page.getByText("認証方法を変更しました。").first().waitFor();
}

/** From the page of the one method, a number, to another in its place. */
const changeTo = {
  app: async (page: Page, person: Person): Promise<Changed> => {
    await link(page, "認証アプリに変更する").click();
    await page.getByText(hintOf(person.phones[0])).waitFor();
    await button(page, "QRコードを発行").click();
    await stepUpBySms(suite, page, person);
    const key = await scanKey(page);
    await enterFirstCode(page, totpOf(key));
    await heading(page, "2要素認証が有効化されました。").waitFor();
    return { shown: "認証アプリ", code: () => totpOf(key) };
  },
  sms: async (page: Page, person: Person): Promise<Changed> => {
    const phone = `+81900${String(randomInt(10_000_000)).padStart(7, "0")}`;
    await link(page, "別の電話番号・メールアドレスに変更する").click();
    await page.getByRole("textbox").fill(phone.replace("+81", "0"));
    await changeToDestination(page, person, phone);
    return { shown: hintOf(phone), code: () => codeSentTo(phone) };
  },
  email: async (page: Page, person: Person): Promise<Changed> => {
    const address = `new-${randomInt(1e9)}@example.jp`;
    await link(page, "別の電話番号・メールアドレスに変更する").click();
    await page.getByRole("radio", { name: "メールアドレス" }).check();
    await page.getByRole("textbox").fill(address);
    await changeToDestination(page, person, address);
    return { shown: "n***@example.jp", code: () => codeSentTo(address) };
  },
} as const;

describe("methods", () => {
  test("memberSite 9: a code by the old method, then the new number is proved and takes its place; until then the old works", async () => {
    const person = await suite.person();
    const page = await toSettings(suite, person, "/settings/methods");
    await page.locator(".card-link").click();
    await link(page, "別の電話番号・メールアドレスに変更する").click();
    await page.getByRole("textbox").fill("090-0000-8642");
    await button(page, "認証コードを送信する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("090-****-8642 にSMSで届く認証コードを入力してください。").waitFor();
    const code = /\b\d{6}\b/.exec(suite.stack.messages({ to: "+819000008642" }).at(-1)?.text ?? "")?.[0] ?? "";
    const other = await suite.open("/login");
    await enterPassword(other, person);
    await other.getByText(hintOf(person.phones[0])).first().waitFor();

    await page.getByRole("textbox").fill(code);
    await button(page, "登録する").click();
    await page.getByText("以前の認証方法は使えなくなりました。").first().waitFor();
    expect(await page.locator(".card-link").allInnerTexts()).toEqual([expect.stringContaining("090-****-8642")]);
  });

  test("memberSite 9: given a change that is abandoned, then the old method is as it was, and the new one goes by itself", async () => {
    const person = await suite.person();
    const page = await toSettings(suite, person, "/settings/methods");
    await page.locator(".card-link").click();
    await link(page, "別の電話番号・メールアドレスに変更する").click();
    await page.getByRole("textbox").fill("090-0000-9753");
    await button(page, "認証コードを送信する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("090-****-9753 にSMSで届く認証コードを入力してください。").waitFor();
    await page.goto(`${suite.stack.origin}/settings/methods`);
    await page.getByText("確認待ち").waitFor();
    suite.stack.advanceClock(15 * 60);
    await page.reload();
    await page.locator(".card-link").waitFor();
    expect(await page.locator(".card-link strong").allInnerTexts()).toEqual([hintOf(person.phones[0])]);
  });

  describe.each(["phone", "pc"] as const)("on a %s", (screen) => {
    test.each([
      "app",
      "sms",
      "email",
    ] as const)("memberSite 10: a method is changed to %s; only the new one is left, and signs in", async (to) => {
      const person = await suite.person();
      const page = await toSettings(suite, person, "/settings/methods", { viewport: screens[screen] });
      await page.locator(".card-link").click();
      const answer = await changeTo[to](page, person);
      await page.goto(`${suite.stack.origin}/settings/methods`);
      await page.locator(".card-link").waitFor();
      expect(await page.locator(".card-link strong").allInnerTexts()).toEqual([answer.shown]);

      suite.stack.advanceClock(60);
      const login = await toMethodPage(suite, person);
      await login.getByRole("button", { name: /^(認証コードを送信する|次へ)$/ }).click();
      await heading(login, "認証コードの入力").waitFor();
      await enterCode(login, answer.code());
      await heading(login, "ログインしました").waitFor();
    });
  });

  test("given a name, then it is shown as it was written", async () => {
    const page = await toSettings(suite, await suite.person(), "/settings/methods");
    await page.locator(".card-link").click();
    await page.getByRole("textbox").fill("<b>会社</b>");
    await button(page, "名前を変更する").click();
    await page.getByText("<b>会社</b>").waitFor();
  });

  test("given the last method, when it is to be removed, then the page says what to do instead", async () => {
    const person = await suite.person();
    const page = await toSettings(suite, person, "/settings/methods");
    await page.locator(".card-link").click();
    await button(page, "この認証方法を削除する").click();
    await button(page, "削除する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("最後の認証方法のため、この操作は行えません。").waitFor();
    await link(page, "電話番号・メールアドレスを追加する").click();
    await heading(page, "認証方法の追加").waitFor();
  });

  test("given two numbers, when one is removed, then it is gone after its confirmation and a code", async () => {
    const person = await suite.person(2);
    const page = await toSettings(suite, person, "/settings/methods");
    await page.locator(".card-link", { hasText: hintOf(person.phones[0]) }).click();
    await button(page, "この認証方法を削除する").click();
    await heading(page, "認証方法の削除").waitFor();
    await button(page, "削除する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("認証方法を削除しました。").first().waitFor();
    expect(await page.locator(".card-link").allInnerTexts()).toEqual([
      expect.stringContaining(hintOf(person.phones[1])),
    ]);
  });
});

describe("backup codes", () => {
  test("manyChannels 16: making them is urged; they show again after a fresh step-up; the sheet is for print; new ones are confirmed first", async () => {
    const person = await suite.person();
    const page = await toSettings(suite, person);
    await page.getByText("バックアップコードを作成しておくことをおすすめします。").waitFor();
    await link(page, "バックアップコードを作成する").click();
    const codes = await makeCodes(page, () => stepUpBySms(suite, page, person));
    await page.reload();
    expect(await page.locator(".codes").count()).toBe(0);
    suite.stack.advanceClock(31);
    await button(page, "現在のバックアップコードを表示する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText(`${codes[0]?.slice(0, 4)} ${codes[0]?.slice(4)}`).waitFor();

    await link(page, "印刷用に表示する").click();
    await page.getByText("以前のバックアップコードは使えません。").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".codes li").count()).toBe(10);
    expect(await page.getByRole("button", { name: "印刷する" }).isVisible()).toBe(false);
    expect(await page.getByRole("banner").isVisible()).toBe(false);
    expect(await page.content()).not.toContain(person.identifier);
    await page.emulateMedia({ media: "screen" });

    await page.reload();
    await button(page, "新しく作成").click();
    await page.getByText("以前のバックアップコードは、使っていないものもすべて使えなくなります。").waitFor();
  });
});
