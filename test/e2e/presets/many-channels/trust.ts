import { expect } from "@jest/globals";
import { button, toSettings } from "../../settings-steps.ts";
import { choose, codeOf, says, sendCode, toMethodPage } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { say } from "../../tongue.ts";
import { nameField, stillTrusted, trustBox, trustWithCode, untrusted } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";

/** The code page of a code by SMS. */
async function toCode(suite: Suite, person: Person) {
  const page = await toMethodPage(suite, person);
  await choose(page, "sms_code");
  await sendCode(page);
  return page;
}

export const trustLines: LinesOf<"manyChannels"> = (line) => {
  line(5, "the code page has the code, 「このブラウザを信頼済みとして登録する」 and 登録名", async (suite) => {
    const person = await suite.person();
    const page = await toCode(suite, person);
    expect(await trustBox(page).isChecked()).toBe(false);
    expect(await nameField(page).count()).toBe(0);
    const code = page.getByRole("textbox", { name: say(page, "認証コード") });
    expect([await code.getAttribute("inputmode"), await code.getAttribute("autocomplete")]).toEqual([
      "numeric",
      "one-time-code",
    ]);
    await trustBox(page).check();
    expect(await nameField(page).inputValue()).toMatch(/^Chrome/);
    await trustWithCode(page, codeOf(suite, person), "居間のPC");
    await stillTrusted(suite, page, person);
  });

  line(13, "trust ends at the chosen period", async (suite) => {
    const person = await suite.person();
    const settings = await toSettings(suite, person, "/settings/change");
    await settings.getByRole("radio", { name: say(settings, "7日間"), exact: true }).check();
    await button(settings, "確認する").click();
    await button(settings, "この内容で変更する").click();
    await says(settings, "設定を変更しました。");
    suite.stack.advanceClock(31);
    const page = await toCode(suite, person);
    await trustWithCode(page, codeOf(suite, person), "PC");
    const week = 7 * 24 * 60 * 60;
    suite.stack.advanceClock(week - 60);
    await stillTrusted(suite, page, person);
    suite.stack.advanceClock(120);
    await untrusted(suite, page, person);
  });
};
