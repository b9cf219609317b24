import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import {
  button,
  enrolApp,
  link,
  makeCodes,
  removeOnlyMethod,
  stepUpByApp,
  stepUpByPassword,
  toSettings,
} from "./settings-steps.ts";
import { heading, says, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ selfDisable: false });
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

describe("where people may not switch two-step verification off", () => {
  test("given a login by a backup code, then the page does not tell them to", async () => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person);
    const key = await enrolApp(page, () => stepUpByPassword(page, person));
    await link(page, "バックアップコードを作成する").click();
    const [code = ""] = await makeCodes(page, () => stepUpByApp(suite, page, key));
    const later = await toMethodPage(suite, person);
    await button(later, "バックアップコードを使用してログインする").click();
    await later.getByRole("textbox", { name: "バックアップコード" }).fill(code);
    await button(later, "認証する").click();
    await says(later, "お早めに「設定」で新しい認証方法を追加し、使えなくなった方法を削除してください。");
    expect(await later.getByRole("main").getByText("解除し").count()).toBe(0);
  });

  test("given the last method, when it is to be removed, then the page leads to another one alone", async () => {
    const page = await removeOnlyMethod(suite, await suite.person());
    await says(page, "最後の認証方法のため、この操作は行えません。ほかの認証方法を追加してからお試しください。");
    expect(await link(page, "2段階認証の解除").count()).toBe(0);
    await link(page, "電話番号・メールアドレスを追加する").click();
    await heading(page, "認証方法の追加").waitFor();
  });
});
