import { button, enrolApp, link, makeCodes, stepUpBySms, toSettings } from "../settings-steps.ts";
import { enterPassword, heading } from "../steps.ts";
import type { Suite } from "../suite.ts";
import type { States } from "./reach.ts";

/** A login of somebody with a phone, an app and backup codes, at the choice of a method. */
async function atMethod(suite: Suite) {
  const person = await suite.person(1);
  const page = await toSettings(suite, person);
  await enrolApp(page, () => stepUpBySms(suite, page, person));
  await link(page, "バックアップコードを作成する").click();
  const codes = await makeCodes(page, () => stepUpBySms(suite, page, person));
  const next = await suite.open("/login");
  await enterPassword(next, person);
  await heading(next, "ご本人確認").waitFor();
  await page.context().close();
  return { page: next, codes };
}

async function atBackup(suite: Suite) {
  const { page, codes } = await atMethod(suite);
  await button(page, "バックアップコードを使用してログインする").click();
  await heading(page, "バックアップコードの入力").waitFor();
  const enter = async (code: string) => {
    await page.getByRole("textbox").fill(code);
    await button(page, "認証する").click();
  };
  return { page, codes, enter };
}

/** Where the person has the code already. */
export const heldStates = {
  "method-app": async (suite) => {
    const { page } = await atMethod(suite);
    await page.getByRole("radio", { name: "認証アプリ" }).check();
    await button(page, "次へ").waitFor();
    return page;
  },
  "code-app": async (suite) => {
    const { page } = await atMethod(suite);
    await page.getByRole("radio", { name: "認証アプリ" }).check();
    await button(page, "次へ").click();
    await heading(page, "認証コードの入力").waitFor();
    return page;
  },
  "code-backup": async (suite) => (await atBackup(suite)).page,
  "code-backup-wrong": async (suite) => {
    const { page, enter } = await atBackup(suite);
    await enter("00000000");
    await page.getByText("正しくないか、すでに使われています。").waitFor();
    return page;
  },
  "complete-backup": async (suite) => {
    const { page, codes, enter } = await atBackup(suite);
    await enter(codes[0] ?? "");
    await page.getByText("バックアップコードでログインしました").waitFor();
    return page;
  },
  "help-app": ({ open }) => open("/help/authenticator-app"),
  "help-backup-codes": ({ open }) => open("/help/backup-codes"),
} as const satisfies States;
