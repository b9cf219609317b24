import { lost, never, rewrite } from "../network.ts";
import { button, link, toSettings } from "../settings-steps.ts";
import { anotherCode, codeOf, enterCode, heading, sendCode } from "../steps.ts";
import type { Suite } from "../suite.ts";
import { signedInAt as at, type States } from "./reach.ts";

async function toStepUp(suite: Suite) {
  const person = await suite.person(1);
  const page = await toSettings(suite, person, "/settings/switch");
  await button(page, "解除する").click();
  await heading(page, "ご本人確認").waitFor();
  return { page, person };
}

/** The settings, what changes them, and the second factor that is proved anew. */
export const settingsStates = {
  settings: at("/settings", 2),
  "settings-off": at("/settings", 0, 0),
  "settings-loading": async (suite) => {
    const page = await at("/settings")(suite);
    await page.route("**/v1/me/settings", never);
    await link(page, "設定変更").click();
    await page.getByText("読み込んでいます").waitFor();
    return page;
  },
  "settings-offline": async (suite) => {
    const page = await at("/settings")(suite);
    await page.route("**/v1/me/settings", lost);
    await link(page, "設定変更").click();
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "settings-change": at("/settings/change", 2),
  "settings-unchanged": async (suite) => {
    const page = await at("/settings/change")(suite);
    await button(page, "確認する").click();
    return page;
  },
  "settings-confirm": async (suite) => {
    const page = await at("/settings/change")(suite);
    await page.getByRole("radio", { name: "90日間" }).check();
    await page.getByRole("radio", { name: "English" }).check();
    await button(page, "確認する").click();
    await heading(page, "設定内容の確認").waitFor();
    return page;
  },
  "settings-switch": at("/settings/switch"),
  "settings-switch-not-allowed": async (suite) => {
    const page = await at("/settings")(suite);
    await rewrite(page, "**/v1/me/settings", /"maySwitchOff":true/, '"maySwitchOff":false');
    await link(page, "2段階認証の解除").click();
    await page.getByText("このサービスでは、2段階認証を解除できません。").waitFor();
    return page;
  },
  "step-up-method": async (suite) => (await toStepUp(suite)).page,
  "step-up-code": async (suite) => {
    const { page } = await toStepUp(suite);
    await sendCode(page);
    return page;
  },
  "step-up-wrong": async (suite) => {
    const { page, person } = await toStepUp(suite);
    await sendCode(page);
    await enterCode(page, anotherCode(codeOf(suite, person)));
    await page.getByText("あと4回入力できます。").waitFor();
    return page;
  },
  "step-up-password": async (suite) => {
    const page = await at("/settings/totp", 0, 0)(suite);
    await button(page, "QRコードを発行").click();
    await heading(page, "ご本人確認").waitFor();
    return page;
  },
  "step-up-reloaded": async (suite) => {
    const { page, person } = await toStepUp(suite);
    await sendCode(page);
    await page.reload();
    await enterCode(page, codeOf(suite, person));
    await page.getByText("もう一度操作を行ってください。").first().waitFor();
    return page;
  },
  "step-up-failed": async (suite) => {
    const page = await at("/settings/switch")(suite);
    await page.route("**/v1/me/step-ups", lost);
    await button(page, "解除する").click();
    await heading(page, "ご本人確認を始められませんでした").waitFor();
    return page;
  },
} as const satisfies States;
