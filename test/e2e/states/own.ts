import { totpOf } from "../../support/totp.ts";
import { rewrite } from "../network.ts";
import {
  button,
  enrolApp,
  enterFirstCode,
  link,
  makeCodes,
  scanKey,
  shownKey,
  stepUpByPassword,
  stepUpBySms,
  toSettings,
} from "../settings-steps.ts";
import { anotherCode, heading } from "../steps.ts";
import type { Suite } from "../suite.ts";
import { signedInAt as at, type States } from "./reach.ts";

async function toScan(suite: Suite) {
  const person = await suite.person(0);
  const page = await toSettings(suite, person, "/settings/totp");
  await button(page, "QRコードを発行").click();
  await stepUpByPassword(page, person);
  await heading(page, "認証アプリへの登録").waitFor();
  return page;
}

async function enrolled(suite: Suite) {
  const person = await suite.person(1, 1);
  const page = await toSettings(suite, person);
  await enrolApp(page, () => stepUpBySms(suite, page, person));
  return { page, person };
}

async function withCodes(suite: Suite) {
  const person = await suite.person(1);
  const page = await toSettings(suite, person, "/settings/backup-codes");
  await makeCodes(page, () => stepUpBySms(suite, page, person));
  return { page, person };
}

async function toAddedPhone(suite: Suite) {
  const person = await suite.person(0);
  const page = await toSettings(suite, person, "/settings/methods/add");
  await page.getByRole("textbox").fill("090-0000-1357");
  await button(page, "認証コードを送信する").click();
  await stepUpByPassword(page, person);
  await heading(page, "認証コードの入力").waitFor();
  return page;
}

/** A person's app, numbers, addresses and backup codes. */
export const ownStates = {
  app: at("/settings/totp"),
  "app-scan": toScan,
  "app-by-hand": async (suite) => {
    const page = await toScan(suite);
    await shownKey(page);
    return page;
  },
  "app-prove": async (suite) => {
    const page = await toScan(suite);
    await button(page, "認証コード入力画面へ").click();
    await page.getByRole("textbox").waitFor();
    return page;
  },
  "app-wrong": async (suite) => {
    const page = await toScan(suite);
    await enterFirstCode(page, anotherCode(totpOf(await scanKey(page))));
    await page.getByText("まだ有効になっていません").waitFor();
    return page;
  },
  "app-done": async (suite) => (await enrolled(suite)).page,
  "app-in-place": async (suite) => {
    const page = await at("/settings/methods", 1, 0)(suite);
    await page.locator(".card-link").click();
    await link(page, "認証アプリに変更する").click();
    await page.getByText("新しい認証アプリの確認が済むと使えなくなります。").waitFor();
    return page;
  },
  "app-replace": async (suite) => {
    const { page } = await enrolled(suite);
    await page.goto(`${suite.stack.origin}/settings/totp`);
    await page.getByText("すでに認証アプリが登録されています。").waitFor();
    return page;
  },
  methods: async (suite) => {
    const { page } = await enrolled(suite);
    await page.goto(`${suite.stack.origin}/settings/methods`);
    await page.locator(".cards").waitFor();
    return page;
  },
  "method-edit": async (suite) => {
    const page = await at("/settings/methods", 1, 0)(suite);
    await page.locator(".card-link").click();
    await heading(page, "認証方法の詳細").waitFor();
    await page.getByRole("textbox").waitFor();
    return page;
  },
  "method-replace": async (suite) => {
    const page = await at("/settings/methods", 1, 0)(suite);
    await page.locator(".card-link").click();
    await link(page, "別の電話番号・メールアドレスに変更する").click();
    await page.getByText("これまでの認証方法", { exact: true }).waitFor();
    return page;
  },
  "step-up-old-method": async (suite) => {
    const { page } = await enrolled(suite);
    await page.goto(`${suite.stack.origin}/settings/totp`);
    await button(page, "QRコードを発行").click();
    await page.getByText("変更する前の認証方法での確認が必要です。").waitFor();
    return page;
  },
  "method-last": async (suite) => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/methods");
    await page.locator(".card-link").click();
    await button(page, "この認証方法を削除する").click();
    await button(page, "削除する").click();
    await stepUpBySms(suite, page, person);
    await page.getByText("最後の認証方法のため").waitFor();
    return page;
  },
  "method-gone": at("/settings/methods/edit?id=nothing"),
  "method-add": at("/settings/methods/add"),
  "method-add-refused": async (suite) => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/methods/add");
    await page.getByRole("textbox").fill("0990-12");
    await button(page, "認証コードを送信する").click();
    await stepUpByPassword(page, person);
    await page.getByText("この電話番号は登録できません。").waitFor();
    return page;
  },
  "method-add-code": toAddedPhone,
  "own-data": at("/settings/export"),
  "own-data-saved": async (suite) => {
    const person = await suite.person(0);
    const page = await toSettings(suite, person, "/settings/export");
    await button(page, "ダウンロードする").click();
    await stepUpByPassword(page, person);
    await page.locator("main").getByText("ダウンロードしました。").waitFor();
    return page;
  },
  "codes-none": at("/settings/backup-codes"),
  "codes-shown": async (suite) => (await withCodes(suite)).page,
  "codes-used": async (suite) => {
    const person = await suite.person(1);
    const page = await toSettings(suite, person, "/settings/backup-codes");
    await rewrite(page, "**/v1/me/backup-codes", /"used":false/, '"used":true');
    await makeCodes(page, () => stepUpBySms(suite, page, person));
    return page;
  },
  codes: async (suite) => {
    const { page } = await withCodes(suite);
    await button(page, "保管しました").click();
    await page.getByText("10個中 残り10個").waitFor();
    return page;
  },
  "codes-confirm": async (suite) => {
    const { page } = await withCodes(suite);
    await button(page, "保管しました").click();
    await button(page, "新しく作成").click();
    await heading(page, "バックアップコードの新規作成").waitFor();
    return page;
  },
  print: async (suite) => {
    const { page } = await withCodes(suite);
    await link(page, "印刷用に表示する").click();
    await page.getByText("以前のバックアップコードは使えません。").waitFor();
    return page;
  },
} as const satisfies States;
