import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { linkPath, openBeside, toMailWait } from "../../links.ts";
import { button } from "../../settings-steps.ts";
import { enterPassword, heading, says } from "../../steps.ts";
import type { Suite } from "../../suite.ts";
import type { LinesOf } from "../preset.ts";

async function waiting(suite: Suite) {
  const person = await suite.person(1, 1);
  const page = await toMailWait(suite, person);
  return { person, page, path: linkPath(suite, person) };
}

async function resend(suite: Suite, page: Page) {
  suite.stack.advanceClock(31);
  await page.reload();
  await button(page, "URLを再送する").click();
  await says(page, "確認用のURLを再送しました。いちばん新しく届いたURLだけが使えます。");
}

/** What the API says of the URL. */
async function inspected({ stack }: Suite, path: string) {
  const answer = await fetch(`${stack.origin}/v1/links/inspect`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: path.split("#")[1] }),
  });
  const { code } = await answer.json();
  return [answer.status, code];
}

export const mailLines: LinesOf<"manyChannels"> = (line) => {
  line(6, "the URL goes to the registered address, works for 30 minutes, and is expired then", async (suite) => {
    const { person, page, path } = await waiting(suite);
    const [mail, ...more] = suite.stack.messages({ channel: "email", to: person.emails[0] });
    expect([more, mail?.text.includes(path)]).toEqual([[], true]);
    // As old as that when the call is made, however long the page took.
    const age = (seconds: number) =>
      suite.stack.advanceClock(seconds - (Date.now() - Date.parse(mail?.at ?? "")) / 1000);
    age(29 * 60 + 58);
    expect(await inspected(suite, path)).toEqual([200, undefined]);
    age(29 * 60 + 30);
    const tab = await openBeside(suite, page, path);
    await button(tab, "ログインを続ける").or(button(tab, "ログイン")).waitFor();
    age(30 * 60 + 1);
    expect(await inspected(suite, path)).toEqual([410, "link_expired"]);
    await tab.reload();
    await heading(tab, "URLの有効期限が切れています").waitFor();
  });

  line(7, "only the newest URL works; an older is superseded", async (suite) => {
    const { person, page, path } = await waiting(suite);
    await resend(suite, page);
    expect(await inspected(suite, path)).toEqual([410, "link_superseded"]);
    await heading(await openBeside(suite, page, path), "このURLは使えません").waitFor();
    const tab = await openBeside(suite, page, linkPath(suite, person));
    await button(tab, "ログインを続ける").click();
    await heading(tab, "ログインしました").waitFor();
  });

  line(8, "in another browser identifier and password are asked, then it goes on there", async (suite) => {
    const { person, page, path } = await waiting(suite);
    const other = await suite.open(path);
    await says(other, "続けるには、ログインIDとパスワードを入力してください。");
    await enterPassword(other, { ...person, password: "wrong-password" });
    await says(other, "ログインIDまたはパスワードが正しくありません。");
    await enterPassword(other, person);
    await heading(other, "ログインしました").waitFor();
    await heading(page, "このログインは取り消されました").waitFor();
  });

  line(8, "so they are after the login's end", async (suite) => {
    const { person, page } = await waiting(suite);
    await resend(suite, page);
    const newer = linkPath(suite, person);
    suite.stack.advanceClock(1770);
    const late = await openBeside(suite, page, newer);
    await says(late, "続けるには、ログインIDとパスワードを入力してください。");
    await enterPassword(late, person);
    await heading(late, "ログインしました").waitFor();
  });

  line(9, "every failure offers 「最初からやり直す」", async (suite) => {
    const { page, person, path } = await waiting(suite);
    await resend(suite, page);
    const superseded = await openBeside(suite, page, path);
    await button(superseded, "最初からやり直す").waitFor();
    const used = linkPath(suite, person);
    const tab = await openBeside(suite, page, used);
    await button(tab, "ログインを続ける").click();
    await heading(tab, "ログインしました").waitFor();
    for (const failed of [used, "/v#torn"]) {
      const next = await openBeside(suite, page, failed);
      await button(next, "最初からやり直す").waitFor();
    }
    suite.stack.advanceClock(1801);
    const late = await openBeside(suite, page, used);
    await button(late, "最初からやり直す").click();
    await heading(late, "ログイン").waitFor();
  });

  line(
    10,
    "in the browser that began it is completed, leads to the member menu, and takes an optional name to trust the browser",
    async (suite) => {
      const { page, path } = await waiting(suite);
      const tab = await openBeside(suite, page, path);
      await button(tab, "ログインを続ける").click();
      await heading(tab, "ログインしました").waitFor();
      const menu = tab.getByRole("link", {
        name: suite.run?.locale === "en" ? "To the member menu" : "会員メニューへ",
      });
      expect(await menu.getAttribute("href")).toBe("https://www.example.jp/menu");
      await tab.getByRole("textbox").fill("");
      await button(tab, "信頼済みブラウザを登録する").click();
      await says(tab, "このブラウザを信頼済みとして登録しました。");
      await heading(page, "ログインは別のタブで続いています").waitFor();
      await menu.waitFor();
    },
  );
};
