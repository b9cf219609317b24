import { approve, linkPath, numberOn, toMailWait, toWait } from "../links.ts";
import { lost } from "../network.ts";
import { heading } from "../steps.ts";
import type { Suite } from "../suite.ts";
import type { States } from "./reach.ts";

async function both(suite: Suite) {
  const person = await suite.person(1, 1);
  const screen = await toWait(suite, person);
  const phone = await suite.open(linkPath(suite, person));
  await heading(phone, "ログインの確認").waitFor();
  return { screen, phone };
}

/** Waiting for another device, and every state of a one-time URL. */
export const linkStates = {
  wait: async (suite) => toWait(suite, await suite.person(1, 1)),
  "wait-mail": async (suite) => toMailWait(suite, await suite.person(1, 1)),
  "link-approve": async (suite) => (await both(suite)).phone,
  "link-unticked": async (suite) => {
    const { phone } = await both(suite);
    await phone.getByRole("button", { name: "上記の端末でログインする" }).click();
    await phone.locator(".notice-error").waitFor();
    return phone;
  },
  "link-wrong-number": async (suite) => {
    const { screen, phone } = await both(suite);
    await approve(phone, (await numberOn(screen)) === "00" ? "01" : "00");
    await phone.getByText("確認番号が正しくありません。").waitFor();
    return phone;
  },
  "link-denying": async (suite) => {
    const { phone } = await both(suite);
    await phone.getByRole("button", { name: "ログインを許可しない" }).click();
    await heading(phone, "ログインを拒否しますか").waitFor();
    return phone;
  },
  "link-denied": async (suite) => {
    const { phone } = await both(suite);
    await phone.getByRole("button", { name: "ログインを許可しない" }).click();
    await phone.getByRole("button", { name: "拒否する" }).click();
    await heading(phone, "ログインを拒否しました").waitFor();
    return phone;
  },
  "link-approved": async (suite) => {
    const { screen, phone } = await both(suite);
    await approve(phone, await numberOn(screen));
    await heading(phone, "ログインを許可しました").waitFor();
    return phone;
  },
  "link-continue": async (suite) => {
    const person = await suite.person(1, 1);
    const page = await toMailWait(suite, person);
    await page.goto(suite.stack.origin + linkPath(suite, person));
    await heading(page, "ログインを続ける").waitFor();
    return page;
  },
  "link-sign-in": async (suite) => {
    const person = await suite.person(1, 1);
    await toMailWait(suite, person);
    const page = await suite.open(linkPath(suite, person));
    await page.getByText("続けるには、ログインIDとパスワードを入力してください。").waitFor();
    return page;
  },
  "link-torn": async ({ open }) => {
    const page = await open("/v#torn");
    await heading(page, "URLが正しくありません").waitFor();
    return page;
  },
  "link-offline": async (suite) => {
    const person = await suite.person(1, 1);
    await toWait(suite, person);
    const page = await suite.open("/help");
    await page.route("**/v1/links/inspect", lost);
    await page.goto(suite.stack.origin + linkPath(suite, person));
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "ended-elsewhere": ({ open }) => open("/login/ended?reason=elsewhere"),
} as const satisfies States;
