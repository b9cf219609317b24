import { askForMail, chooseNew, mailedLink, newPassword } from "../password-steps.ts";
import { button, stepUpBySms, toSettings } from "../settings-steps.ts";
import { heading } from "../steps.ts";
import type { Reach, States } from "./reach.ts";

const atForgotten: Reach = async ({ open }) => {
  const page = await open("/password/forgotten");
  await heading(page, "パスワードの再設定").waitFor();
  return page;
};

/** By the link of a mail. */
const atReset: Reach = async (suite) => {
  const person = await suite.person(1, 1);
  const page = await atForgotten(suite);
  await askForMail(page, person.identifier);
  await page.context().close();
  const own = await suite.open(await mailedLink(suite, person));
  await heading(own, "新しいパスワードの設定").waitFor();
  return own;
};

/** A new password, changed, forgotten and chosen by a mail. */
export const passwordStates = {
  "password-forgotten": atForgotten,
  "password-forgotten-empty": async (suite) => {
    const page = await atForgotten(suite);
    await button(page, "再設定のメールを送信する").click();
    await page.locator(".notice").waitFor();
    return page;
  },
  "password-forgotten-asked": async (suite) => {
    const page = await atForgotten(suite);
    await askForMail(page, "nobody@example.jp");
    return page;
  },
  "password-reset": atReset,
  "password-reset-unfit": async (suite) => {
    const page = await atReset(suite);
    await chooseNew(page, "password123");
    await page.getByText("広く使われていて").waitFor();
    return page;
  },
  "password-reset-done": async (suite) => {
    const page = await atReset(suite);
    await chooseNew(page, newPassword);
    await heading(page, "パスワードを設定しました").waitFor();
    return page;
  },
  "password-reset-expired": async ({ open }) => {
    const page = await open("/password/reset");
    await heading(page, "このURLは使用できません").waitFor();
    return page;
  },
  "password-change": async (suite) => toSettings(suite, await suite.person(), "/settings/password"),
  "password-change-wrong": async (suite) => {
    const person = await suite.person();
    const page = await toSettings(suite, person, "/settings/password");
    await page.getByLabel("現在のパスワード", { exact: true }).fill("wrong-horse-battery");
    await page.getByLabel("新しいパスワード", { exact: true }).fill(newPassword);
    await button(page, "パスワードを変更する").click();
    await stepUpBySms(suite, page, person);
    await page.locator(".notice").waitFor();
    return page;
  },
} as const satisfies States;
