import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { enterBoth, enterIdentifier, enterPasswordAlone, toBoth } from "../../order-steps.ts";
import { button, link } from "../../settings-steps.ts";
import { callAs, codeOf, heading, heldBy, says } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { nameField, trustBox } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";
import { advise } from "./operator.ts";

const registered = "このブラウザを信頼済みとして登録しました。";
const signedIn = (page: Page) => heading(page, "ログインしました").waitFor();

/** A browser that somebody has just trusted. */
async function trusting(suite: Suite, name = "居間のPC") {
  const person = await suite.person();
  const page = await toBoth(suite, person);
  await nameField(page).fill(name);
  await enterBoth(page, person.password, codeOf(suite, person));
  await says(page, registered);
  suite.stack.advanceClock(11);
  return { person, page };
}

/** From the identifier to the answer to the password, in the same tab. */
async function next(suite: Suite, page: Page, { identifier, password }: Person) {
  await page.goto(`${suite.stack.origin}/login`);
  await enterIdentifier(page, identifier);
  await enterPasswordAlone(page, password);
}

export const trustLines: LinesOf<"appApproval"> = (line) => {
  line(
    5,
    "trusting a browser needs a name: without one it is refused, also by the API, and the code is not spent",
    async (suite) => {
      const person = await suite.person();
      const page = await toBoth(suite, person);
      const code = codeOf(suite, person);
      await nameField(page).fill(" ");
      await enterBoth(page, person.password, code);
      await says(page, "登録名を入力してください。");
      const { loginId, loginToken } = await heldBy(page);
      const body = { password: person.password, code, trustBrowser: {} };
      expect(await callAs(suite, loginToken, `${loginId}/verifications`, body)).toEqual({
        status: 422,
        code: "trust_name_required",
      });
      await nameField(page).fill("居間のPC");
      await enterBoth(page, person.password, code);
      await signedIn(page);
      await says(page, registered);
    },
  );

  line(6, "the trust box is ticked at first; unticked, nothing is trusted", async (suite) => {
    const person = await suite.person();
    const page = await toBoth(suite, person);
    expect(await trustBox(page).isChecked()).toBe(true);
    await trustBox(page).uncheck();
    await enterBoth(page, person.password, codeOf(suite, person));
    await signedIn(page);
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name.startsWith("__Host-nidan-trust-"))).toEqual([]);
  });

  line(
    7,
    "on that browser the second step is skipped; the password is still asked, and nothing is sent",
    async (suite) => {
      const { person, page } = await trusting(suite);
      const codes = () => suite.stack.messages({ to: person.phones[0] }).filter(({ text }) => /\b\d{6}\b/.test(text));
      const sent = codes().length;
      await next(suite, page, { ...person, password: "wrong-password" });
      await says(page, "ご本人確認がまだ済んでいません。");
      await enterPasswordAlone(page, person.password);
      await signedIn(page);
      expect(codes()).toHaveLength(sent);
    },
  );

  line(8, "trust also skips a second step that risk asked for, unless the risk is high", async (suite) => {
    const { person, page } = await trusting(suite);
    advise(59)(suite);
    await next(suite, page, person);
    await signedIn(page);
    suite.stack.advanceClock(31);
    advise(60)(suite);
    await next(suite, page, person);
    await says(page, "いつもと異なる環境からのログインのため、ご本人確認をお願いしています。");
    expect(await heading(page, "ログインしました").count()).toBe(0);
  });

  line(9, "the site's data cleared → the second step is back", async (suite) => {
    const { person, page } = await trusting(suite);
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    suite.stack.advanceClock(60);
    await page.goto(`${suite.stack.origin}/login`);
    await enterIdentifier(page, person.identifier);
    await heading(page, "パスワードと認証コードの入力").waitFor();
  });

  line(10, "settings list trusted browsers by name; any can be removed", async (suite) => {
    const { person, page } = await trusting(suite, "会社のPC");
    await link(page, "設定").click();
    await link(page, "信頼済みブラウザ").click();
    const listed = page.locator(".card-link");
    await listed.waitFor();
    expect(await listed.allInnerTexts()).toEqual([expect.stringContaining("会社のPC")]);
    await listed.click();
    await button(page, "登録を解除する").click();
    await button(page, "登録を解除する").click();
    await says(page, "登録されている信頼済みブラウザはありません。");
    await next(suite, page, person);
    await says(page, "ご本人確認がまだ済んでいません。");
  });
};
