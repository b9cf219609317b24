import { expect } from "@jest/globals";
import { matchNumberOn, scanned, showQr } from "../../approval-steps.ts";
import { toWait } from "../../links.ts";
import { seenQr } from "../../qr.ts";
import { button, link, toSettings } from "../../settings-steps.ts";
import { heading, says } from "../../steps.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

export const qrLines: LinesOf<"linkApproval"> = (line) => {
  line(
    9,
    "「SMSが届かない」 asks for the phone, tells what to do with the app, and shows a QR code that a reader understands",
    async (suite) => {
      const page = await toWait(suite, await suite.person());
      await link(page, "SMSが届かない").click();
      await heading(page, "SMSが届かない方へ").waitFor();
      await page.getByRole("radio", { name: "Android" }).check();
      await button(page, "次へ").click();
      await says(page, "Google Playでアプリを最新版に更新してください。");
      await button(page, "スマートフォンを選び直す").click();
      await page.getByRole("radio", { name: "iPhone" }).check();
      await button(page, "次へ").click();
      await says(page, "iPhoneで当サービスのアプリを開き、ログインしていることをご確認ください。");
      await says(page, "App Storeでアプリを最新版に更新してください。");
      await button(page, "QRコードを表示する").click();
      await heading(page, "QRコードを読み取ってください").waitFor();
      const { text, width } = await seenQr(page);
      expect(text).toMatch(new RegExp(`^${suite.stack.origin}/q#[\\w-]{52}$`));
      expect(width).toBeGreaterThanOrEqual(200);
    },
  );

  line(
    10,
    "the scanned QR code approves in a session of the same account, with warning, tick and digits",
    async (suite) => {
      const person = await suite.person();
      const phone = await toSettings(suite, person);
      const page = await showQr(suite, person);
      const number = await matchNumberOn(page);
      await scanned(suite, phone, page);
      await heading(phone, "ログインの確認").waitFor();
      await says(phone, "ご自身の操作でない場合は、必ず「ログインを拒否する」を選んでください。");
      await phone.getByRole("textbox", { name: say(phone, "確認番号") }).fill(number);
      await button(phone, "上記の端末でログインする").click();
      await says(phone, "注意事項をご確認のうえ、チェックを入れてください。");
      await phone.getByRole("checkbox", { name: say(phone, "上記注意事項を確認しました。") }).check();
      await button(phone, "上記の端末でログインする").click();
      await heading(phone, "ログインを許可しました").waitFor();
      await heading(page, "ログインしました").waitFor();
    },
  );

  line(10, "scanned in a session of another account it is 403, and the page says so", async (suite) => {
    const [person, other] = [await suite.person(), await suite.person()];
    const phone = await toSettings(suite, other);
    const page = await showQr(suite, person);
    const answered = phone.waitForResponse(/\/v1\/me\/approvals/);
    await scanned(suite, phone, page);
    expect((await answered).status()).toBe(403);
    await heading(phone, "このQRコードは使えません").waitFor();
    expect(await button(phone, "上記の端末でログインする").count()).toBe(0);
  });
};
