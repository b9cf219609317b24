import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { faultsOf } from "../../inspection.ts";
import { approve, linkPath, numberOn, toWait } from "../../links.ts";
import { link } from "../../settings-steps.ts";
import { choose, heading, says, sendCode, toMethodPage } from "../../steps.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

export const helpLines: LinesOf<"linkApproval"> = (line) => {
  line(13, "every page of the way works: nothing reaches out of the window, or is too small", async (suite) => {
    const person = await suite.person(1, 1);
    const faults: (readonly [string, string])[] = [];
    const look = async (page: Page) => {
      const path = new URL(page.url()).pathname;
      faults.push(...(await faultsOf(page)).map((fault) => [path, fault] as const));
    };
    const first = await suite.open("/login");
    await heading(first, "ログイン").waitFor();
    await look(first);
    const coded = await toMethodPage(suite, person);
    await look(coded);
    await choose(coded, "email_code");
    await sendCode(coded);
    await look(coded);
    const screen = await toWait(suite, person);
    await look(screen);
    const phone = await suite.open(linkPath(suite, person));
    await heading(phone, "ログインの確認").waitFor();
    await look(phone);
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    await look(phone);
    await heading(screen, "ログインしました").waitFor();
    await look(screen);
    await link(screen, "設定").click();
    await heading(screen, "2段階認証の設定").waitFor();
    await screen.locator(".page .loading").waitFor({ state: "detached" });
    await look(screen);
    for (const path of ["/help", "/help/sms", "/help/unknown-message"]) {
      await screen.goto(suite.stack.origin + path);
      await screen.locator("h1").waitFor();
      await look(screen);
    }
    expect(faults).toEqual([]);
  });

  line(
    14,
    "an SMS nobody asked for is not to be pressed; who did changes the password and removes unknown devices",
    async (suite) => {
      const page = await suite.open("/help/unknown-message");
      await heading(page, "心当たりのないメッセージが届いた方へ").waitFor();
      await says(page, "メッセージの中のリンクは押さないでください。");
      await says(page, "すぐにパスワードを変更してください。");
      await says(page, "見覚えのないものがあれば削除してください。");
      expect(await link(page, "アクティビティ").getAttribute("href")).toBe("/settings/activity");
    },
  );

  line(
    16,
    "the help for SMS tells of sending limits, and to put an iPad's SIM into a device that receives SMS",
    async (suite) => {
      const page = await suite.open("/help/sms");
      await heading(page, "SMSが届かない方へ").waitFor();
      await says(page, "送信回数の制限について");
      await says(page, "SMSを受信できる端末に入れ替えてください。");
    },
  );

  line(
    17,
    "the help for mail tells of the address, our sender, spam and bin, a full mailbox, a slow provider",
    async (suite) => {
      const page = await suite.open("/help/mail");
      await says(page, "メールアドレスを確認する");
      await says(page, "受信拒否の設定を確認する");
      await says(page, "「迷惑メール」や「ゴミ箱」");
      await says(page, "メールボックスの空き容量を確認する");
      await says(page, "しばらく待ってから確認する");
      await page
        .getByRole("link", { name: say(page, "公式の送信元のご案内") })
        .first()
        .click();
      await page.getByText("no-reply@login.example.jp").first().waitFor();
    },
  );
};
