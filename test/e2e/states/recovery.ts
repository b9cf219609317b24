import { enrolNumber, grantRecovery, proveByMail, proveBySms, stopPath, toRecovery } from "../recovery-steps.ts";
import { button } from "../settings-steps.ts";
import { enterPassword, heading } from "../steps.ts";
import type { Reach, States } from "./reach.ts";

const atEnrolment: Reach = async (suite) => {
  const person = await suite.person();
  await grantRecovery(suite, person);
  const page = await suite.open("/login");
  await enterPassword(page, person);
  await heading(page, "新しい認証方法の登録").waitFor();
  return page;
};

const atStop: Reach = async (suite) => {
  const person = await suite.person(1, 1);
  await grantRecovery(suite, person);
  const page = await suite.open(await stopPath(suite, person.emails[0]));
  await heading(page, "アカウント復旧の中止").waitFor();
  return page;
};

/** A recovery: what can be done, how far it has come, the new method, and its stop. */
export const recoveryStates = {
  "help-recovery": ({ open }) => open("/help/recovery"),
  "recovery-none": async (suite) => toRecovery(suite, await suite.person(1, 1)),
  "recovery-waiting": async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toRecovery(suite, person);
    await proveByMail(suite, page, person);
    return page;
  },
  "recovery-proof": async (suite) => {
    const person = await suite.person(0, 1);
    const page = await toRecovery(suite, person);
    await button(page, "本人確認を始める").click();
    await heading(page, "ご本人確認").waitFor();
    return page;
  },
  "recovery-ready": async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toRecovery(suite, person);
    await proveByMail(suite, page, person);
    await proveBySms(suite, page, person);
    return page;
  },
  enrolment: atEnrolment,
  "enrolment-app": async (suite) => {
    const page = await atEnrolment(suite);
    await button(page, "次へ").click();
    await heading(page, "認証アプリへの登録").waitFor();
    return page;
  },
  "enrolment-app-code": async (suite) => {
    const page = await atEnrolment(suite);
    await button(page, "次へ").click();
    await button(page, "認証コード入力画面へ").click();
    await page.getByRole("textbox", { name: "認証コード" }).waitFor();
    return page;
  },
  "enrolment-number": async (suite) => {
    const page = await atEnrolment(suite);
    await page.getByRole("radio", { name: "電話番号・メールアドレス" }).check();
    await button(page, "次へ").click();
    await heading(page, "電話番号・メールアドレスの登録").waitFor();
    return page;
  },
  "enrolment-done": async (suite) => {
    const page = await atEnrolment(suite);
    await enrolNumber(suite, page, "09012345999");
    await heading(page, "ログインしました").waitFor();
    return page;
  },
  "recovery-stop": atStop,
  "recovery-stop-unticked": async (suite) => {
    const page = await atStop(suite);
    await button(page, "手続きを中止する").click();
    await page.locator(".field-error").waitFor();
    return page;
  },
  "recovery-stopped": async (suite) => {
    const page = await atStop(suite);
    await page.getByLabel("手続きを中止することを確認しました。").check();
    await button(page, "手続きを中止する").click();
    await heading(page, "手続きを中止しました").waitFor();
    return page;
  },
  "recovery-stop-expired": async ({ open }) => {
    const page = await open("/recovery/stop");
    await heading(page, "このURLは使用できません").waitFor();
    return page;
  },
} as const satisfies States;
