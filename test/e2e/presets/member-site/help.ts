import { expect } from "@jest/globals";
import { link, toSettings } from "../../settings-steps.ts";
import { heading, says } from "../../steps.ts";
import type { LinesOf } from "../preset.ts";

export const helpLines: LinesOf<"memberSite"> = (line) => {
  line(
    5,
    "help for a number or address that has changed leads to support by phone, web and app, as the operator says",
    async (suite) => {
      const page = await suite.open("/help/changed");
      await heading(page, "電話番号・メールアドレスが変わった方へ").waitFor();
      expect(await link(page, "0120-000-123").getAttribute("href")).toBe("tel:0120-000-123");
      const isEnglish = suite.run?.locale === "en";
      await page.getByText(isEnglish ? "9 am to 6 pm" : "9時〜18時").waitFor();
      expect(await link(page, "お問い合わせページを開く").getAttribute("href")).toBe("https://www.example.jp/support");
      await page.getByText(isEnglish ? "Under “Settings”" : "「設定」の「お問い合わせ」から").waitFor();
    },
  );

  line(8, "help for a change of device, by method", async (suite) => {
    const page = await suite.open("/help");
    await link(page, "機種変更をされる方へ").click();
    await heading(page, "機種変更をされる方へ").waitFor();
    for (const title of ["認証アプリをご利用の場合", "SMS・音声通話をご利用の場合", "メールをご利用の場合"]) {
      await says(page, title);
    }
  });

  line(13, "the list of supported apps is the operator's text", async (suite) => {
    const page = await toSettings(suite, await suite.person(), "/settings/totp");
    await page.getByText("会員認証アプリ").waitFor();
    expect(await page.locator("dl.facts dt").allTextContents()).toEqual(["iPhone"]);
    expect(await page.locator("dl.facts dd").allTextContents()).toEqual(["会員認証アプリ"]);
  });
};
