import { expect } from "@jest/globals";
import { enrolNumber, grantRecovery, toRecovery } from "../../recovery-steps.ts";
import { button, link, toSettings } from "../../settings-steps.ts";
import { enterPassword, heading, says } from "../../steps.ts";
import type { LinesOf } from "../preset.ts";
import { runs } from "../runs.ts";

/** The operator's own: who calls there is recovered. */
const supportNumber = "0120-000-123";

export const recoveryLines: LinesOf<"memberSite"> = (line) => {
  line(12, "the old method unusable → the recovery page, which leads to the operator's recovery", async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toRecovery(suite, person);
    await says(page, "このサービスでは、お問い合わせ窓口でご本人であることを確認のうえ、アカウントを復旧します。");
    await page.getByText(supportNumber).waitFor();
    expect(await button(page, "本人確認を始める").count()).toBe(0);

    await grantRecovery(suite, person);
    await page.goto(`${suite.stack.origin}/login`);
    await enterPassword(page, person);
    const place = suite.run === undefined ? 0 : runs.indexOf(suite.run);
    await enrolNumber(suite, page, `0902222${String(3000 + place)}`);
    await heading(page, "ログインしました").waitFor();
  });

  line(
    12,
    "a method is to be changed, and the old one is unusable → the page that leads to the recovery",
    async (suite) => {
      const person = await suite.person(2);
      const page = await toSettings(suite, person, "/settings/methods");
      await link(page, /090-\*{4}-\d{4}/)
        .first()
        .click();
      await page.waitForURL(/methods\/edit/);
      await link(page, "別の電話番号・メールアドレスに変更する").click();
      await page.getByRole("textbox").first().fill("09033334444");
      await button(page, "認証コードを送信する").click();
      await heading(page, "ご本人確認").waitFor();
      await link(page, "どの認証方法も利用できない方").click();
      await heading(page, "どの認証方法も利用できない方へ").waitFor();
      await page.getByText(supportNumber).waitFor();
    },
  );
};
