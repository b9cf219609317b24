import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { totpOf } from "../support/totp.ts";
import { runs } from "./presets/runs.ts";
import { enrolNumber, grantRecovery, proveByMail, proveBySms, stopPath, toRecovery } from "./recovery-steps.ts";
import { button, enterFirstCode, link, scanKey } from "./settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode } from "./steps.ts";
import { type Suite, startSuite, suiteOn } from "./suite.ts";
import { say } from "./tongue.ts";

let started: Suite;
beforeAll(async () => {
  started = await startSuite();
});
afterEach(() => started.stack.resetClock());
afterAll(() => started.close());

describe.each(runs)("a recovery, $name", (run) => {
  let suite: Suite;
  beforeAll(() => {
    suite = suiteOn(started, run);
  });

  test("given two proofs, when both are given, then the next login sets up a new number, and it signs in from then on", async () => {
    const person = await suite.person(1, 1);
    const page = await toRecovery(suite, person);
    await proveByMail(suite, page, person);
    await proveBySms(suite, page, person);
    await button(page, "ログインし直す").click();
    await enterPassword(page, person);
    const number = await enrolNumber(suite, page, `0901111${String(2000 + runs.indexOf(run))}`);
    await heading(page, "ログインしました").waitFor();

    started.stack.advanceClock(31);
    const again = await suite.open("/login");
    await enterPassword(again, person);
    await sendCode(again);
    await enterCode(again, codeOf(suite, { ...person, phones: [number] }));
    await heading(again, "ログインしました").waitFor();
  });

  test("given the operator lets somebody in, when they log in, then an app is set up, and no other page is reached before", async () => {
    const person = await suite.person(1, 1);
    await grantRecovery(suite, person);
    const page = await suite.open("/login");
    await enterPassword(page, person);
    await heading(page, "新しい認証方法の登録").waitFor();
    for (const path of ["/login/method", "/login/code", "/login/complete", "/login/recovery"]) {
      await page.goto(started.stack.origin + path);
      await heading(page, "新しい認証方法の登録").waitFor();
    }
    await button(page, "次へ").click();
    const key = await scanKey(page);
    await enterFirstCode(page, totpOf(key));
    await heading(page, "ログインしました").waitFor();
  });

  test("given one proof, when the mail's link is followed and its button pressed, then the login asks as before", async () => {
    const person = await suite.person(1, 1);
    const page = await toRecovery(suite, person);
    await proveByMail(suite, page, person);
    const mail = await suite.open(await stopPath(suite, person.emails[0]));
    await heading(mail, "アカウント復旧の中止").waitFor();
    expect(new URL(mail.url()).hash).toBe("");
    await mail.getByLabel(say(mail, "手続きを中止することを確認しました。")).check();
    await button(mail, "手続きを中止する").click();
    await heading(mail, "手続きを中止しました").waitFor();
    await page.reload();
    await page.getByText(say(page, "登録済みの認証方法をどれも利用できない場合は、")).waitFor();
    await link(page, "受け取り方法の選択に戻る").click();
    await heading(page, "ご本人確認").waitFor();
  });
});

test("given the recoveries, then no page broke the policy, and none threw", () => {
  expect(started.complaints).toEqual([]);
});
