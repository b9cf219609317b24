import type { Page } from "playwright-core";
import { lost, never, refuse, rewrite } from "./network.ts";
import { anotherCode, codeOf, enterCode, enterPassword, heading, sendCode, toCodePage } from "./steps.ts";
import type { Suite } from "./suite.ts";

/**
 * Every page in every state that a person can see it in, and the way there. Several are looked at side by side, so
 * none touches what the stack has in common: its clock and its faults. What the pages then do is for the other tests.
 */
type Reach = (suite: Suite) => Promise<Page>;

const loginPage: Reach = ({ open }) => open("/login");

async function atCode(suite: Suite, people = 1) {
  const person = await suite.person(people);
  return { person, page: await toCodePage(suite, person), code: codeOf(suite, person) };
}

async function atMethod(suite: Suite, phones: number) {
  const page = await suite.open("/login");
  await enterPassword(page, await suite.person(phones));
  await heading(page, "ご本人確認").waitFor();
  return page;
}

async function undelivered(suite: Suite) {
  const page = await atMethod(suite, 2);
  await rewrite(page, "**/v1/logins/**", /"delivery":"sent"/, '"delivery":"failed"');
  await sendCode(page);
  return page;
}

const resendReady: Reach = async (suite) => {
  const page = await atMethod(suite, 1);
  await page.clock.install();
  await sendCode(page);
  await page.clock.fastForward("00:31");
  await page.getByText("再送できる回数").waitFor();
  return page;
};

const complete: Reach = async (suite) => {
  const { page, code } = await atCode(suite);
  await enterCode(page, code);
  await heading(page, "ログインしました").waitFor();
  return page;
};

const ended =
  (reason: string): Reach =>
  ({ open }) =>
    open(`/login/ended?reason=${reason}`);

export const states = {
  login: loginPage,
  "login-empty": async (suite) => {
    const page = await loginPage(suite);
    await enterPassword(page, { identifier: "", password: "" });
    return page;
  },
  "login-wrong": async (suite) => {
    const page = await loginPage(suite);
    await enterPassword(page, { identifier: "nobody", password: "wrong" });
    await page.getByText("正しくありません").waitFor();
    return page;
  },
  "login-wait": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/logins", refuse("too_many_attempts", { retryAfter: 75 }));
    await enterPassword(page, { identifier: "hanako", password: "wrong" });
    await page.getByText("お待ちください").waitFor();
    return page;
  },
  "login-submitting": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/logins", never);
    await enterPassword(page, { identifier: "hanako", password: "correct-horse" });
    return page;
  },
  "login-offline": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/logins", lost);
    await enterPassword(page, { identifier: "hanako", password: "correct-horse" });
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "method-one": (suite) => atMethod(suite, 1),
  "method-many": (suite) => atMethod(suite, 3),
  "method-none": async (suite) => {
    const page = await loginPage(suite);
    await rewrite(page, "**/v1/logins", /"methods":\[.*?\]/, '"methods":[]');
    await enterPassword(page, await suite.person());
    await heading(page, "ご本人確認").waitFor();
    return page;
  },
  "method-undelivered": async (suite) => {
    const page = await atMethod(suite, 2);
    await page.route("**/challenges", refuse("delivery_unavailable", {}));
    await page.getByRole("button", { name: "認証コードを送信する" }).click();
    await page.getByText("ただいま認証コードを送信できません").waitFor();
    return page;
  },
  code: async (suite) => (await atCode(suite, 2)).page,
  "code-empty": async (suite) => {
    const { page } = await atCode(suite);
    await enterCode(page, "");
    return page;
  },
  "code-malformed": async (suite) => {
    const { page } = await atCode(suite);
    await enterCode(page, "12345");
    await page.getByText("6桁の数字で入力").waitFor();
    return page;
  },
  "code-wrong": async (suite) => {
    const { page, code } = await atCode(suite);
    await enterCode(page, anotherCode(code));
    await page.getByText("正しくありません").waitFor();
    return page;
  },
  "code-failed": (suite) => undelivered(suite),
  "code-resend-ready": resendReady,
  "code-resent": async (suite) => {
    const page = await resendReady(suite);
    // Only the page's time went by, so the API would not send yet: it is asked how the login stands instead.
    await page.route("**/challenges", async (route) => {
      const url = route
        .request()
        .url()
        .replace(/\/challenges$/, "");
      await route.fulfill({ response: await route.fetch({ url, method: "GET" }), status: 201 });
    });
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    await page.locator(".notice").waitFor();
    return page;
  },
  "code-expired": async (suite) => {
    const page = await atMethod(suite, 1);
    await page.clock.install();
    await sendCode(page);
    await page.clock.fastForward("05:01");
    await page.getByRole("main").getByText("有効期限が切れました").waitFor();
    return page;
  },
  "code-offline": async (suite) => {
    const { page } = await atCode(suite);
    await page.route("**/verifications", lost);
    await enterCode(page, "123456");
    await page.getByText("通信できませんでした").waitFor();
    return page;
  },
  "code-too-many-sends": async (suite) => {
    const page = await resendReady(suite);
    await page.route("**/challenges", refuse("too_many_sends", { retryAfter: 540 }));
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    await page.getByText("お待ちください").waitFor();
    return page;
  },
  help: ({ open }) => open("/login/help"),
  "ended-expired": ended("expired"),
  "ended-locked": ended("locked"),
  "ended-denied": ended("denied"),
  "ended-cancelled": ended("cancelled"),
  "ended-lost": ended("lost"),
  "complete-loading": async (suite) => {
    const { page, code } = await atCode(suite);
    await page.route("**/token", never);
    await enterCode(page, code);
    await heading(page, "ログインを完了しています").waitFor();
    return page;
  },
  "complete-failed": async (suite) => {
    const { page, code } = await atCode(suite);
    await page.route("**/token", refuse("unavailable", {}));
    await enterCode(page, code);
    await heading(page, "ログインを完了できませんでした").waitFor();
    return page;
  },
  complete,
  "complete-done": async (suite) => {
    const page = await complete(suite);
    await page.getByRole("button", { name: "完了" }).click();
    return page;
  },
  "not-found": ({ open }) => open("/login/nowhere"),
} as const satisfies { readonly [name: string]: Reach };
