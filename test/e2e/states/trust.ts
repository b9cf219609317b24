import { lost, refuse, rewrite } from "../network.ts";
import { button, link, toSettings } from "../settings-steps.ts";
import { codeOf, enterCode, enterPassword, heading, sendCode, toCodePage } from "../steps.ts";
import type { Suite } from "../suite.ts";
import { signedInAt as at, type States } from "./reach.ts";

const box = "このブラウザを信頼済みとして登録する";

async function toTicked(suite: Suite) {
  const person = await suite.person();
  const page = await toCodePage(suite, person);
  await page.getByLabel(box).check();
  return { person, page };
}

async function toOffer(suite: Suite) {
  const person = await suite.person();
  const page = await toCodePage(suite, person);
  await enterCode(page, codeOf(suite, person));
  await heading(page, "ログインしました").waitFor();
  return page;
}

/** Signed in by a browser that is trusted since. */
async function toTrusted(suite: Suite) {
  const person = await suite.person();
  const page = await suite.open("/settings/trusted-browsers");
  await enterPassword(page, person);
  await sendCode(page);
  await page.getByLabel(box).check();
  await enterCode(page, codeOf(suite, person));
  await page.locator(".card-link").waitFor();
  return page;
}

async function toEdit(suite: Suite) {
  const page = await toTrusted(suite);
  await page.locator(".card-link").click();
  await page.getByRole("textbox").waitFor();
  return page;
}

/** Trusting a browser, and the browsers that are trusted. */
export const trustStates = {
  "code-trust": async (suite) => (await toTicked(suite)).page,
  "code-trust-empty": async (suite) => {
    const person = await suite.person();
    const page = await suite.open("/login");
    await rewrite(page, "**/v1/logins/*/challenges", /"nameRequired":false/, '"nameRequired":true');
    await enterPassword(page, person);
    await sendCode(page);
    await page.getByLabel(box).check();
    await page.getByRole("textbox", { name: "登録名" }).fill("");
    await enterCode(page, codeOf(suite, person));
    await page.getByText("登録名を入力してください。").waitFor();
    return page;
  },
  "complete-trust": toOffer,
  "complete-trust-refused": async (suite) => {
    const page = await toOffer(suite);
    await page.route("**/trusted-browser", refuse("invalid_request", { errors: [{ pointer: "/name", detail: "" }] }));
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("制御文字を使わずに").waitFor();
    return page;
  },
  "complete-trust-offline": async (suite) => {
    const page = await toOffer(suite);
    await page.route("**/trusted-browser", lost);
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "complete-trust-over": async (suite) => {
    const page = await toOffer(suite);
    await page.route("**/trusted-browser", refuse("login_expired", {}));
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("登録できませんでした").waitFor();
    return page;
  },
  "complete-trusted": async (suite) => {
    const page = await toOffer(suite);
    await button(page, "信頼済みブラウザを登録する").click();
    await page.getByText("このブラウザを信頼済みとして登録しました。").waitFor();
    return page;
  },
  "browsers-none": at("/settings/trusted-browsers"),
  browsers: toTrusted,
  "browsers-remove-all": async (suite) => {
    const page = await toTrusted(suite);
    await button(page, "すべての登録を解除する").click();
    await heading(page, "すべての信頼済みブラウザの解除").waitFor();
    return page;
  },
  "browser-edit": toEdit,
  "browser-edit-refused": async (suite) => {
    const page = await toEdit(suite);
    await page.getByRole("textbox").fill("あ".repeat(41));
    await button(page, "登録名を変更する").click();
    await page.getByText("40文字までで入力してください。").waitFor();
    return page;
  },
  "browser-remove": async (suite) => {
    const page = await toEdit(suite);
    await button(page, "登録を解除する").click();
    await heading(page, "信頼済みブラウザの解除").waitFor();
    return page;
  },
  "browser-gone": async (suite) => {
    const page = await toSettings(suite, await suite.person(), "/settings/trusted-browsers");
    await page.goto(`${suite.stack.origin}/settings/trusted-browsers/edit?id=nothing`);
    await page.getByText("すでに登録が解除されたか").waitFor();
    await link(page, "信頼済みブラウザに戻る").waitFor();
    return page;
  },
} as const satisfies States;
