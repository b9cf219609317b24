import { expect } from "@jest/globals";
import { shownBy } from "../../../../infra/local/enrolment.ts";
import { appOwner, nextCode, toAppCode, toScan } from "../../app-steps.ts";
import { seenQr } from "../../qr.ts";
import { button, enterFirstCode, link, scanKey, shownKey, stepUpByPassword, toSettings } from "../../settings-steps.ts";
import { anotherCode, enterCode, enterPassword, heading, says } from "../../steps.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

export const enrolLines: LinesOf<"authenticatorApp"> = (line) => {
  line(1, "it is off until the person enrols", async (suite) => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person);
    await page.getByText(say(page, "無効"), { exact: true }).waitFor();
    await says(page, "2段階認証が無効です。");
    const next = await suite.open("/login");
    await enterPassword(next, person);
    await heading(next, "ログインしました").waitFor();
  });

  line(
    2,
    "the settings name apps for iOS and Android and show a QR code; any app of RFC 6238 that scans it works",
    async (suite) => {
      const person = await suite.person(0);
      const page = await toSettings(suite, person);
      await link(page, "認証アプリの設定").last().click();
      await says(page, "次のようなアプリをご利用いただけます。");
      expect(await page.locator(".help dt").allInnerTexts()).toEqual(["iOS", "Android"]);
      await button(page, "QRコードを発行").click();
      await stepUpByPassword(page, person);
      await heading(page, "認証アプリへの登録").waitFor();
      const { text, width } = await seenQr(page);
      expect(width).toBeGreaterThanOrEqual(200);
      const { protocol, host, pathname, searchParams } = new URL(text);
      expect([protocol, host, decodeURIComponent(pathname)]).toEqual([
        "otpauth:",
        "totp",
        `/nidan:${person.identifier}`,
      ]);
      await enterFirstCode(page, shownBy(searchParams.get("secret") ?? ""));
      await heading(page, "2要素認証が有効化されました。").waitFor();
    },
  );

  line(3, "「アカウント」 and 「キー」 are there for typing by hand, in groups of four", async (suite) => {
    const { page, person } = await toScan(suite);
    expect(await shownKey(page)).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);
    const account = page.locator(".copy-line", { hasText: say(page, "アカウント") });
    await account.getByText(person.identifier).waitFor();
  });

  line(4, "six wrong digits leave it off; six right ones switch it on, and the state says so", async (suite) => {
    const { page } = await toScan(suite);
    const key = await scanKey(page);
    await enterFirstCode(page, anotherCode(shownBy(key)));
    await says(page, "認証アプリはまだ有効になっていません。");
    const other = await page.context().newPage();
    await other.goto(`${suite.stack.origin}/settings`);
    await other.getByText(say(page, "無効"), { exact: true }).waitFor();
    await page.getByRole("textbox").fill(shownBy(key));
    await button(page, "有効にする").click();
    await heading(page, "2要素認証が有効化されました。").waitFor();
    await link(page, "2段階認証の設定に戻る").click();
    await page.getByText(say(page, "有効"), { exact: true }).waitFor();
  });

  line(5, "a notice says to keep the phone at hand from now on", async (suite) => {
    const { page } = await toScan(suite);
    await enterFirstCode(page, shownBy(await scanKey(page)));
    await says(page, "これからはスマートフォンをお手元にご用意ください。");
  });

  line(6, "the password, then six digits; nothing is sent", async (suite) => {
    const owner = await appOwner(suite);
    const sent = suite.stack.messages().length;
    const page = await toAppCode(suite, owner);
    await says(page, "認証アプリに表示されている6桁の数字を入力してください。");
    expect(await button(page, "認証コードを再送する").count()).toBe(0);
    await enterCode(page, nextCode(suite, owner.key));
    await heading(page, "ログインしました").waitFor();
    expect(suite.stack.messages()).toHaveLength(sent);
  });
};
