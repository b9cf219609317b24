import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { readConfig } from "../../shared/config.ts";
import { createDependencies } from "../../shared/dependencies.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { button, link, toSettings } from "./settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode } from "./steps.ts";
import { type Person, type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterEach(() => suite.stack.resetClock());
afterAll(() => suite.close());

type Tab = Awaited<ReturnType<Suite["open"]>>;

/** The link of a notice of now. */
async function linkFor({ identifier }: Person): Promise<string> {
  const dependencies = createDependencies(readConfig());
  const found = await suite.stack.admin("/v1/admin/accounts/find", { identifier });
  const { sub }: { readonly sub: string } = await found.json();
  return `/not-me#${await disavowalFor({ dependencies }, sub)}`;
}

const confirm = async (page: Tab) => {
  await page.getByLabel("上記の内容を確認しました。").check();
  await button(page, "すべて解除する").click();
};

async function toActivity(person: Person): Promise<Tab> {
  const page = await toSettings(suite, person);
  await link(page, "アクティビティ").click();
  await heading(page, "アクティビティ").waitFor();
  return page;
}

describe("activity", () => {
  test("given a sign-in, when the activity is opened, then it is there with browser and method", async () => {
    const page = await toActivity(await suite.person());
    await page.getByText("ログインしました", { exact: true }).waitFor();
    await page
      .getByText(/SMS 090-\*{4}-\d{4} · .*Chrome/)
      .first()
      .waitFor();
    await page.getByText("このブラウザ").waitFor();
  });

  test("given two more browsers, when one is ended and then all others, then they are signed out at once", async () => {
    const person = await suite.person(0);
    const others = [await toSettings(suite, person), await toSettings(suite, person), await toSettings(suite, person)];
    const page = await toActivity(person);
    await page
      .getByRole("button", { name: /をログアウトする$/ })
      .first()
      .click();
    await page.getByText("ログアウトしました。").waitFor();
    await button(page, "ほかのブラウザをすべてログアウトする").click();
    await button(page, "ほかのブラウザをすべてログアウトする").waitFor({ state: "detached" });
    for (const other of others) {
      await other.reload();
      await heading(other, "ログイン").waitFor();
    }
    await page.reload();
    await heading(page, "アクティビティ").waitFor();
  });

  test("given somebody signed in, when they say not me, then it is asked to be confirmed, and this browser is signed out too", async () => {
    const page = await toActivity(await suite.person(0));
    await button(page, "心当たりがない場合").click();
    await page.getByText("過去14日間に追加された認証方法は、パスワードの再設定時に削除します").waitFor();
    await button(page, "すべて解除する").click();
    await page.getByText("チェックを入れてください").waitFor();
    await confirm(page);
    await heading(page, "すべて解除しました").waitFor();
    await page.getByText("過去14日間に追加されたメールアドレスでは、再設定できません").waitFor();
    await page.goto(`${suite.stack.origin}/settings`);
    await heading(page, "ログイン").waitFor();
  });
});

describe("the link of a notice", () => {
  test("given an attacker at the code and another signed in, when the owner uses the link, then both are out, and the password must be changed", async () => {
    const person = await suite.person();
    const signedIn = await toSettings(suite, person);
    const pending = await suite.open("/login");
    await enterPassword(pending, person);
    await sendCode(pending);
    const code = codeOf(suite, person);

    const owner = await suite.open(await linkFor(person));
    await heading(owner, "心当たりがない場合の手続き").waitFor();
    await signedIn.reload();
    await signedIn.getByText(person.identifier).waitFor();
    await confirm(owner);
    await heading(owner, "すべて解除しました").waitFor();

    await enterCode(pending, code);
    await pending.getByText("この手続きはすでに終了しています").waitFor();
    await signedIn.reload();
    await heading(signedIn, "ログイン").waitFor();
    await enterPassword(signedIn, person);
    await heading(signedIn, "パスワードの変更が必要です").waitFor();
  });

  test("given a used link and a forged one, when they are confirmed, then each says what it is", async () => {
    const person = await suite.person(0);
    const path = await linkFor(person);
    const first = await suite.open(path);
    const second = await suite.open(path);
    await confirm(first);
    await heading(first, "すべて解除しました").waitFor();
    await confirm(second);
    await heading(second, "このURLは使用済みです").waitFor();
    const forged = await suite.open("/not-me#forged");
    await confirm(forged);
    await heading(forged, "このURLは使用できません").waitFor();
    const none = await suite.open("/not-me");
    await heading(none, "このURLは使用できません").waitFor();
    expect(suite.complaints).toEqual([]);
  });
});
