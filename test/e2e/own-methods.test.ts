import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { button, link, removeOnlyMethod, stepUpBySms, toSettings } from "./settings-steps.ts";
import { heading, hintOf } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

describe("methods", () => {
  test("given a name, then it is shown as it was written", async () => {
    const page = await toSettings(suite, await suite.person(), "/settings/methods");
    await page.locator(".card-link").click();
    await page.getByRole("textbox").fill("<b>会社</b>");
    await button(page, "名前を変更する").click();
    await page.getByText("<b>会社</b>").waitFor();
  });

  test("given the last method, when it is to be removed, then the page says what to do instead", async () => {
    const page = await removeOnlyMethod(suite, await suite.person());
    await page.getByText("最後の認証方法のため、この操作は行えません。").waitFor();
    await link(page, "2段階認証の解除").waitFor();
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
