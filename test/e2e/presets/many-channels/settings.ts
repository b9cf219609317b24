import { setTimeout } from "node:timers/promises";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { button, link, makeCodes, stepUpBySms, toSettings } from "../../settings-steps.ts";
import { choose, codeOf, enterCode, heading, hintOf, says, sendCode, toMethodPage } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

const radio = (page: Page, name: string) => page.getByRole("radio", { name: say(page, name), exact: true });

async function save(page: Page) {
  await button(page, "確認する").click();
  await heading(page, "設定内容の確認").waitFor();
  await button(page, "この内容で変更する").click();
  await says(page, "設定を変更しました。");
}

/** Signs in by SMS, and waits until what is told of that has come. @returns how many mails there are then. */
async function mailsAfterSignIn(suite: Suite, person: Person, expected: number): Promise<number> {
  suite.stack.advanceClock(31);
  const page = await toMethodPage(suite, person);
  await choose(page, "sms_code");
  await sendCode(page);
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  const mails = () => suite.stack.messages({ to: person.emails[0], channel: "email" }).length;
  for (let tries = 0; tries < (expected > 0 ? 200 : 10) && mails() < Math.max(1, expected); tries += 1) {
    await suite.stack.sweepNotices();
    await setTimeout(50);
  }
  return mails();
}

export const settingsLines: LinesOf<"manyChannels"> = (line) => {
  line(
    1,
    "有効, ブラウザ認証有効期間, 認証時お知らせメール → 「設定変更」 → a confirmation; nothing is saved before",
    async (suite) => {
      const page = await toSettings(suite, await suite.person(2));
      const saved: string[] = [];
      page.on("request", (request) => request.method() === "PATCH" && saved.push(request.url()));
      await page.getByText(say(page, "有効"), { exact: true }).first().waitFor();
      await says(page, "ブラウザ認証有効期間");
      await says(page, "認証時お知らせメール");
      await says(page, "30日間");
      await link(page, "設定変更").click();
      await radio(page, "7日間").check();
      await radio(page, "送信する").check();
      await button(page, "確認する").click();
      await heading(page, "設定内容の確認").waitFor();
      await button(page, "戻って修正する").click();
      expect(await radio(page, "7日間").isChecked()).toBe(true);
      expect(saved).toEqual([]);
      await save(page);
      expect(saved).toHaveLength(1);
      await page.reload();
      await says(page, "7日間");
      await says(page, "送信する");
    },
  );

  line(14, "notices on → a mail per authentication; off → none", async (suite) => {
    const person = await suite.person(1, 1);
    expect(await mailsAfterSignIn(suite, person, 0)).toBe(0);
    const page = await toMethodPage(suite, person);
    await choose(page, "sms_code");
    suite.stack.advanceClock(31);
    await sendCode(page);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
    await page.goto(`${suite.stack.origin}/settings/change`);
    await radio(page, "送信する").check();
    await save(page);
    expect(await mailsAfterSignIn(suite, person, 1)).toBe(1);
    expect(await mailsAfterSignIn(suite, person, 2)).toBe(2);
    await link(page, "設定変更").click();
    await radio(page, "送信しない").check();
    await save(page);
    expect(await mailsAfterSignIn(suite, person, 0)).toBe(2);
  });

  line(15, "all of it can be changed later, and back again", async (suite) => {
    const person = await suite.person(2);
    const page = await toSettings(suite, person);
    const [first = "", second = ""] = person.phones.map(hintOf);
    for (const [days, notices, hint] of [
      ["90日間", "送信する", second],
      ["1日間", "送信しない", first],
    ] as const) {
      await link(page, "設定変更").click();
      await radio(page, days).check();
      await radio(page, notices).check();
      await page.getByRole("radio", { name: new RegExp(`^(SMS|Text) ${hint.replaceAll("*", "\\*")}`) }).check();
      await save(page);
      await page.reload();
      await page.getByText(say(page, days), { exact: true }).waitFor();
      await page.getByText(say(page, notices), { exact: true }).waitFor();
      expect(await page.locator("li", { has: page.locator(".badge") }).innerText()).toContain(hint);
    }
  });

  line(
    16,
    "backup codes are urged, show again after a fresh step-up, have a sheet for print, and are confirmed when made anew",
    async (suite) => {
      const person = await suite.person();
      const page = await toSettings(suite, person);
      await says(page, "バックアップコードを作成しておくことをおすすめします。");
      await link(page, "バックアップコードを作成する").click();
      const prove = async () => {
        await heading(page, "ご本人確認").waitFor();
        await stepUpBySms(suite, page, person);
      };
      const codes = await makeCodes(page, prove);
      await page.reload();
      suite.stack.advanceClock(31);
      await button(page, "現在のバックアップコードを表示する").click();
      await prove();
      await page.getByText(`${codes[0]?.slice(0, 4)} ${codes[0]?.slice(4)}`).waitFor();
      await link(page, "印刷用に表示する").click();
      await button(page, "印刷する").waitFor();
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".codes li").count()).toBe(10);
      expect(await button(page, "印刷する").isVisible()).toBe(false);
      await page.emulateMedia({ media: "screen" });
      await page.reload();
      await button(page, "新しく作成").click();
      await says(page, "以前のバックアップコードは、使っていないものもすべて使えなくなります。");
    },
  );
};
