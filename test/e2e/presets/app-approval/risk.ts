import { answerRequest, matchNumberOn } from "../../approval-steps.ts";
import { enterBoth, enterPasswordAlone, toBoth, toBothAnyway } from "../../order-steps.ts";
import { button, stepUpBySms } from "../../settings-steps.ts";
import { codeOf, enterCode, heading, says, sendCode } from "../../steps.ts";
import type { Person, Suite } from "../../suite.ts";
import { trustBox } from "../../trust-steps.ts";
import type { LinesOf } from "../preset.ts";
import { paired, waiting } from "./app.ts";
import { advise } from "./operator.ts";

const why = "いつもと異なる環境からのログインのため、ご本人確認をお願いしています。";

/** Somebody who has switched two-step verification off. */
async function switchedOff(suite: Suite): Promise<Person> {
  const person = await suite.person();
  const page = await toBoth(suite, person);
  await trustBox(page).uncheck();
  await enterBoth(page, person.password, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  await page.goto(`${suite.stack.origin}/settings/switch`);
  await button(page, "解除する").click();
  await stepUpBySms(suite, page, person);
  await says(page, "2段階認証を解除しました。次回から、パスワードだけでログインできます。");
  await page.context().close();
  suite.stack.advanceClock(61);
  return person;
}

export const riskLines: LinesOf<"appApproval"> = (line) => {
  line(
    12,
    "two-step verification is off, and the login looks risky → a code is asked all the same, and the page says why",
    async (suite) => {
      const person = await switchedOff(suite);
      const calm = await toBothAnyway(suite, person);
      await trustBox(calm).uncheck();
      await enterBoth(calm, person.password, "");
      await heading(calm, "ログインしました").waitFor();
      await calm.context().close();
      suite.stack.advanceClock(61);

      advise(40)(suite);
      const page = await toBothAnyway(suite, person);
      await trustBox(page).uncheck();
      await enterBoth(page, person.password, "");
      // What was shown as sent before the password was sent to nobody.
      await heading(page, "ご本人確認").waitFor();
      await says(page, why);
      suite.stack.advanceClock(31);
      await sendCode(page);
      await says(page, why);
      await enterCode(page, codeOf(suite, person));
      await heading(page, "ログインしました").waitFor();
    },
  );

  line(
    16,
    "settings and help warn: number parking blocks SMS; a phone that is not at hand means no login",
    async (suite) => {
      const person = await suite.person();
      const page = await toBoth(suite, person);
      await trustBox(page).uncheck();
      await enterBoth(page, person.password, codeOf(suite, person));
      await heading(page, "ログインしました").waitFor();
      await page.goto(`${suite.stack.origin}/settings/methods/add`);
      await says(
        page,
        "番号保管（電話番号保管サービス）をご利用中の電話番号では、SMSや電話を受けられません。また、電話機がお手元にないときは、ログインできません。",
      );
      await page.goto(`${suite.stack.origin}/help/sms`);
      await says(page, "番号保管（電話番号保管サービス）をご利用中の電話番号では、SMSを受信できません。");
      await says(page, "電話機がお手元にないと、ログインできません。");
    },
  );

  line(21, "on risk a code is asked for although the app said 「はい」", async (suite) => {
    const { person, phone } = await paired(suite);
    advise(40)(suite);
    suite.stack.advanceClock(31);
    const page = await waiting(suite, person);
    await answerRequest(phone, "はい", await matchNumberOn(page));
    await enterPasswordAlone(page, person.password);
    await says(page, why);
    await sendCode(page);
    await enterCode(page, codeOf(suite, person));
    await heading(page, "ログインしました").waitFor();
  });
};
