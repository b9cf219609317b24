import { expect } from "@jest/globals";
import { shownBy } from "../../../../infra/local/enrolment.ts";
import { askNew, changes, codeSentTo, freshNumber, toReplace } from "../../method-steps.ts";
import { seenQr } from "../../qr.ts";
import { button, enterFirstCode, link, scanKey, shownKey, stepUpBySms, toSettings } from "../../settings-steps.ts";
import { enterCode, enterPassword, heading, hintOf, says, toMethodPage } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import type { LinesOf } from "../preset.ts";

/** Somebody with a number, at the page that shows an app's QR code. */
async function toScan(suite: Suite) {
  const person = await suite.person();
  const page = await toSettings(suite, person, "/settings/totp");
  await button(page, "QRコードを発行").click();
  await stepUpBySms(suite, page, person);
  await heading(page, "認証アプリへの登録").waitFor();
  return { person, page };
}

async function signInByApp(suite: Suite, person: Person, key: string) {
  const page = await toMethodPage(suite, person);
  await page.getByRole("radio", { name: say(page, "認証アプリ") }).check();
  await button(page, "次へ").click();
  await heading(page, "認証コードの入力").waitFor();
  suite.stack.advanceClock(30);
  await enterCode(page, shownBy(key));
  await heading(page, "ログインしました").waitFor();
}

const changedTo = (to: keyof typeof changes) => async (suite: Suite) => {
  const person = await suite.person();
  const page = await toSettings(suite, person, "/settings/methods");
  const { shown, code } = await changes[to](suite, page, person);
  await page.goto(`${suite.stack.origin}/settings/methods`);
  await page.locator(".card-link").waitFor();
  expect(await page.locator(".card-link strong").allInnerTexts()).toEqual([say(page, shown)]);
  suite.stack.advanceClock(60);
  const login = await toMethodPage(suite, person);
  await button(login, to === "app" ? "次へ" : "認証コードを送信する").click();
  await heading(login, "認証コードの入力").waitFor();
  await enterCode(login, code());
  await heading(login, "ログインしました").waitFor();
};

export const changeLines: LinesOf<"memberSite"> = (line) => {
  line(
    6,
    "「QRコードをスキャンできない場合」 shows the key to back up; never again after the activation",
    async (suite) => {
      const { page } = await toScan(suite);
      const backUp = page.getByText(say(page, "キーを控えておくと、機種変更のときに、"));
      expect(await backUp.isVisible()).toBe(false);
      const key = await scanKey(page);
      await backUp.waitFor();
      await enterFirstCode(page, shownBy(key));
      await heading(page, "2要素認証が有効化されました。").waitFor();
      for (const path of ["/settings", "/settings/totp", "/settings/methods"]) {
        await page.goto(suite.stack.origin + path);
        await page.locator(".page .loading").waitFor({ state: "detached" });
        expect((await page.content()).replaceAll(" ", "")).not.toContain(key);
      }
    },
  );

  line(
    7,
    "the key typed into a new phone, and the account exported to another, give codes that are accepted",
    async (suite) => {
      const { page, person } = await toScan(suite);
      const exported = new URL((await seenQr(page)).text).searchParams.get("secret") ?? "";
      const typed = await shownKey(page);
      await enterFirstCode(page, shownBy(exported));
      await heading(page, "2要素認証が有効化されました。").waitFor();
      await signInByApp(suite, person, typed.replaceAll(" ", ""));
      await signInByApp(suite, person, exported);
    },
  );

  line(
    9,
    "a code by the old method, then the new one is proved and takes its place; until then the old is intact",
    async (suite) => {
      const person = await suite.person();
      const page = await toSettings(suite, person, "/settings/methods");
      await toReplace(page);
      const number = freshNumber();
      await page.getByRole("textbox").fill(number.typed);
      await askNew(suite, page, person);
      const other = await suite.open("/login");
      await enterPassword(other, person);
      await other.getByText(hintOf(person.phones[0])).first().waitFor();
      await page.getByRole("textbox").fill(codeSentTo(suite, number.to));
      await button(page, "登録する").click();
      await says(page, "認証方法を変更しました。以前の認証方法は使えなくなりました。");
      await page.locator(".card-link").waitFor();
      expect(await page.locator(".card-link").allInnerTexts()).toEqual([expect.stringContaining(number.hint)]);
    },
  );

  line(9, "a change that is abandoned leaves the old method as it was", async (suite) => {
    const person = await suite.person();
    const page = await toSettings(suite, person, "/settings/methods");
    await toReplace(page);
    await page.getByRole("textbox").fill(freshNumber().typed);
    await askNew(suite, page, person);
    await page.goto(`${suite.stack.origin}/settings/methods`);
    await says(page, "確認待ち");
    suite.stack.advanceClock(15 * 60);
    await page.reload();
    await page.locator(".card-link").waitFor();
    expect(await page.locator(".card-link strong").allInnerTexts()).toEqual([hintOf(person.phones[0])]);
  });

  line(10, "a method is changed to an app; that alone is left, and signs in", changedTo("app"));
  line(10, "a method is changed to SMS to another number; that alone is left, and signs in", changedTo("SMS"));
  line(10, "a method is changed to mail; that alone is left, and signs in", changedTo("mail"));

  line(11, "it cannot be switched off: 403, and the page says what to do instead", async (suite) => {
    const page = await toSettings(suite, await suite.person());
    await link(page, "2段階認証の解除").click();
    await heading(page, "2段階認証の解除").waitFor();
    await says(
      page,
      "このサービスでは、2段階認証を解除できません。認証方法の変更や機種変更の場合は、新しい認証方法を追加してから、使わなくなった方法を削除してください。",
    );
    expect(await button(page, "解除する").count()).toBe(0);
    const refused = await page.evaluate(async () => {
      const answer = await fetch("/v1/me/settings", {
        method: "PATCH",
        headers: { "content-type": "application/json", "if-match": '"0"' },
        body: JSON.stringify({ enabled: false }),
      });
      return { status: answer.status, code: (await answer.json()).code };
    });
    expect(refused).toEqual({ status: 403, code: "self_disable_off" });
  });
};
