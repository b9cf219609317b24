import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { shownBy } from "../../../../infra/local/enrolment.ts";
import { catalogue } from "../../../support/catalogue.ts";
import { button, enrolApp, link, scanKey, stepUpByPassword, toSettings } from "../../settings-steps.ts";
import { choose, codeOf, enterCode, heading, hintOf, says, sendCode, toMethodPage } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import type { LinesOf } from "../preset.ts";

/** The call that came last to that number, as it was heard. */
const callTo = ({ stack }: Suite, number: string | undefined) =>
  stack.messages({ to: number, channel: "voice" }).at(-1)?.call ?? {
    key: "",
    ask: "",
    heard: { withKey: [], withoutKey: [], withWrongKeys: [] },
  };

/** Six digits, spoken one by one. */
const spokenCode = /(?<!\d)\d(?: \d){5}(?!\d)/g;

/** Where mail would come first. */
async function proveBySms(suite: Suite, page: Page, person: Person) {
  await heading(page, "ご本人確認").waitFor();
  await choose(page, "sms_code");
  await sendCode(page);
  await enterCode(page, codeOf(suite, person));
}

export const channelLines: LinesOf<"manyChannels"> = (line) => {
  line(2, "the method page offers app, mail, SMS and voice", async (suite) => {
    const person = await suite.person(1, 1);
    const settings = await toMethodPage(suite, person);
    await choose(settings, "sms_code");
    await sendCode(settings);
    await enterCode(settings, codeOf(suite, person));
    await heading(settings, "ログインしました").waitFor();
    await settings.goto(`${suite.stack.origin}/settings`);
    await enrolApp(settings, () => proveBySms(suite, settings, person));

    const page = await toMethodPage(suite, person);
    const named = (text: string, hint: string) => page.getByRole("radio", { name: `${text} ${hint}` });
    const words = catalogue[suite.run?.locale ?? "ja"].byMethod;
    const mail = `${person.emails[0]?.slice(0, 1)}***@example.jp`;
    await page.getByRole("radio", { name: words.totp.way }).waitFor();
    await named(words.email_link.way, mail).waitFor();
    await named(words.sms_code.way, hintOf(person.phones[0])).waitFor();
    await named(words.voice.way, hintOf(person.phones[0])).waitFor();
  });

  line(3, "「QRコードを発行」 → 「認証コード入力画面へ」 → the code page", async (suite) => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/totp");
    expect(await page.getByRole("img").count()).toBe(0);
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, person);
    const key = await scanKey(page);
    await button(page, "認証コード入力画面へ").click();
    await heading(page, "認証コードの入力").waitFor();
    await button(page, "QRコードの表示に戻る").click();
    await button(page, "認証コード入力画面へ").click();
    await page.getByRole("textbox").fill(shownBy(key));
    await button(page, "有効にする").click();
    await heading(page, "2要素認証が有効化されました。").waitFor();
  });

  line(4, "a note says that screens of apps may differ", async (suite) => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/totp");
    await button(page, "QRコードを発行").click();
    await stepUpByPassword(page, person);
    await heading(page, "認証アプリへの登録").waitFor();
    await says(page, "認証アプリの画面や項目の名前は、アプリの種類やバージョンによって異なることがあります。");
  });

  line(11, "for SMS and voice the person chooses among the registered numbers, which are masked", async (suite) => {
    const person = await suite.person(3);
    const [first, second] = person.phones;
    const page = await toMethodPage(suite, person);
    expect(await page.getByRole("radio").count()).toBe(6);
    await choose(page, "sms_code", hintOf(second));
    await sendCode(page);
    expect(suite.lastSms(person)?.to).toBe(second);
    await page.getByText(hintOf(second)).first().waitFor();
    await link(page, "別の方法で受け取る").click();
    await choose(page, "voice", hintOf(first));
    await sendCode(page);
    expect(callTo(suite, first).key).toMatch(/^\d$/);
    await page.getByText(hintOf(first)).first().waitFor();
    const content = await page.content();
    expect(person.phones.filter((phone) => content.includes(phone.slice(3)))).toEqual([]);
  });

  line(
    12,
    "the call speaks the code slowly and repeats it, after the key that the screen shows; a voicemail never hears it",
    async (suite) => {
      const person = await suite.person();
      const page = await toMethodPage(suite, person);
      await choose(page, "voice");
      await sendCode(page);
      const { key, ask, heard } = callTo(suite, person.phones[0]);
      await says(page, `電話に出たら、電話機のボタンで「${key}」を押してください。`);
      const codes = heard.withKey.join("\n").match(spokenCode) ?? [];
      expect(codes.length).toBeGreaterThan(1);
      expect(new Set(codes).size).toBe(1);
      const code = (codes[0] ?? "").replaceAll(" ", "");
      const overheard = [...heard.withoutKey, ...heard.withWrongKeys].join("\n");
      expect(overheard.length).toBeGreaterThan(0);
      expect(overheard.replace(/\D/g, "")).not.toContain(code);
      expect(ask).not.toContain(key);
      await enterCode(page, code);
      await heading(page, "ログインしました").waitFor();
    },
  );

  line(17, "the first page links the page for a forgotten password, and contact", async (suite) => {
    const page = await suite.open("/login");
    await heading(page, "ログイン").waitFor();
    expect(await link(page, "パスワードを忘れた方").getAttribute("href")).toBe("https://www.example.jp/password");
    expect(await link(page, "お問い合わせ").getAttribute("href")).toBe("https://www.example.jp/support");
  });
};
