import { answerRequest, askApp, matchNumberOn, pairedPhone, scanned, showQr, startPairing } from "../approval-steps.ts";
import { lost } from "../network.ts";
import { button, toSettings } from "../settings-steps.ts";
import { heading, toMethodPage } from "../steps.ts";
import type { Suite } from "../suite.ts";
import { signedInAt as at, type States } from "./reach.ts";

async function asked(suite: Suite) {
  const { person, phone } = await pairedPhone(suite);
  const page = await askApp(suite, person);
  await phone.getByText("このログインを許可しますか？").waitFor();
  return { page, phone };
}

async function scanning(suite: Suite) {
  const person = await suite.person(1);
  const phone = await toSettings(suite, person);
  const page = await showQr(suite, person);
  await scanned(suite, phone, page);
  await heading(phone, "ログインの確認").waitFor();
  return { page, phone };
}

/** Apps that are asked, QR codes that are scanned, and the screens that wait for them. */
export const approvalStates = {
  pair: at("/settings/methods/app"),
  "pair-code": async (suite) => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods");
    await startPairing(suite, page, person);
    return page;
  },
  approvals: at("/settings/approvals"),
  "approvals-pairing": async (suite) => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods");
    await startPairing(suite, page, person);
    await page.goto(`${suite.stack.origin}/settings/approvals`);
    await page.getByRole("textbox", { name: "登録コード" }).waitFor();
    return page;
  },
  "approvals-offline": async (suite) => {
    const page = await at("/settings")(suite);
    await page.route("**/v1/me/approvals", lost);
    await page.goto(`${suite.stack.origin}/settings/approvals`);
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "approvals-request": async (suite) => (await asked(suite)).phone,
  "approvals-wrong": async (suite) => {
    const { page, phone } = await asked(suite);
    const number = await matchNumberOn(page);
    await answerRequest(phone, "はい", number === "00" ? "01" : "00");
    await phone.getByText("確認番号が正しくありません。").first().waitFor();
    return phone;
  },
  "approvals-approved": async (suite) => {
    const { page, phone } = await asked(suite);
    await answerRequest(phone, "はい", await matchNumberOn(page));
    await heading(phone, "ログインを許可しました").waitFor();
    return phone;
  },
  "approvals-denied": async (suite) => {
    const { phone } = await asked(suite);
    await answerRequest(phone, "いいえ");
    await heading(phone, "ログインを拒否しました").waitFor();
    return phone;
  },
  "wait-app": async (suite) => {
    const { page } = await asked(suite);
    // Polling would go on under the inspection.
    await page.route("**/v1/logins/*", lost);
    return page;
  },
  "no-sms": async (suite) => {
    const page = await toMethodPage(suite, await suite.person(1));
    await page.goto(`${suite.stack.origin}/login/no-sms`);
    await heading(page, "SMSが届かない方へ").waitFor();
    return page;
  },
  "no-sms-guide": async (suite) => {
    const page = await toMethodPage(suite, await suite.person(1));
    await page.goto(`${suite.stack.origin}/login/no-sms`);
    await button(page, "次へ").click();
    await heading(page, "アプリの準備").waitFor();
    return page;
  },
  "wait-qr": async (suite) => {
    const page = await showQr(suite, await suite.person(1));
    await page.route("**/v1/logins/*", lost);
    return page;
  },
  scan: async (suite) => (await scanning(suite)).phone,
  "scan-nothing": ({ open }) => open("/q"),
  "scan-other": async (suite) => {
    const phone = await toSettings(suite, await suite.person(1));
    await scanned(suite, phone, await showQr(suite, await suite.person(1)));
    await heading(phone, "このQRコードは使えません").waitFor();
    return phone;
  },
} as const satisfies States;
