import type { Page } from "playwright-core";
import type { DeliveryState, MethodType, ProblemBody } from "../../shared/contract/schemas.ts";
import { lost, nameSupport, never, refuse, rewrite } from "./network.ts";
import { anotherCode, choose, codeOf, enterCode, enterPassword, heading, sendCode, toCodePage } from "./steps.ts";
import type { Suite } from "./suite.ts";

/**
 * Every page in every state that a person can see it in, and the way there. Several are looked at side by side, so
 * none touches what the stack has in common: its clock and its faults. What the pages then do is for the other tests.
 */
type Reach = (suite: Suite) => Promise<Page>;

const loginPage: Reach = ({ open }) => open("/login");

async function atCode(suite: Suite, phones = 1) {
  const person = await suite.person(phones);
  return { person, page: await toCodePage(suite, person), code: codeOf(suite, person) };
}

async function atMethod(suite: Suite, phones: number | readonly string[], emails = 0) {
  const page = await suite.open("/login");
  await enterPassword(page, await suite.person(phones, emails));
  await heading(page, "ご本人確認").waitFor();
  return page;
}

/** The API's word on the message, by whichever way it was sent. */
const reported =
  (delivery: DeliveryState, type: MethodType = "sms_code"): Reach =>
  async (suite) => {
    const page = await atMethod(suite, 1, 1);
    await rewrite(page, "**/v1/logins/**", /"delivery":"sent"/, `"delivery":"${delivery}"`);
    await choose(page, type);
    await sendCode(page);
    return page;
  };

/** The page's time goes by, and nothing tells it that the API's did not. */
async function fastForward(page: Page, time: string) {
  await page.route("**/v1/logins/*", lost);
  await page.clock.fastForward(time);
}

const silent =
  (type: MethodType): Reach =>
  async (suite) => {
    const page = await atMethod(suite, 1, 1);
    await page.clock.install();
    await choose(page, type);
    await sendCode(page);
    await fastForward(page, "00:31");
    await page.getByText("場合は、別の方法でも受け取れます。").first().waitFor();
    return page;
  };

const topic =
  (path: string): Reach =>
  ({ open }) =>
    open(path);

const methodsThatWork: ProblemBody["methods"] = [
  { methodId: "voice.1", type: "voice", hint: "090-****-1234" },
  { methodId: "email_code.1", type: "email_code", hint: "h***@example.jp" },
];

async function refusedAtMethod(suite: Suite, methods: ProblemBody["methods"]) {
  const page = await atMethod(suite, 2);
  await page.route("**/challenges", refuse("delivery_unavailable", { methods }));
  await page.getByRole("button", { name: "認証コードを送信する" }).click();
  await page.getByText("ただいま認証コードを送信できません").waitFor();
  return page;
}

const resendReady: Reach = async (suite) => {
  const page = await atMethod(suite, 1);
  await page.clock.install();
  await sendCode(page);
  await fastForward(page, "00:31");
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
  "method-one": (suite) => atMethod(suite, 0, 1),
  "method-call": (suite) => atMethod(suite, ["+81312345678"]),
  "method-mails": (suite) => atMethod(suite, 0, 2),
  "method-many": (suite) => atMethod(suite, 3, 2),
  "method-none": async (suite) => {
    const page = await loginPage(suite);
    await rewrite(page, "**/v1/logins", /"methods":\[.*?\]/, '"methods":[]');
    await enterPassword(page, await suite.person());
    await heading(page, "ご本人確認").waitFor();
    return page;
  },
  "method-undelivered": (suite) => refusedAtMethod(suite, methodsThatWork),
  "method-undeliverable": (suite) => refusedAtMethod(suite, []),
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
  "code-call": async (suite) => {
    const page = await atMethod(suite, 1);
    await choose(page, "voice");
    await sendCode(page);
    await page.getByText("からお電話します。").waitFor();
    return page;
  },
  "code-failed": reported("failed"),
  "code-bounced": reported("bounced", "email_code"),
  "code-unknown": reported("unknown"),
  "code-delivered": reported("delivered"),
  "code-call-failed": reported("failed", "voice"),
  "code-failed-alone": async (suite) => {
    const page = await atMethod(suite, 0, 1);
    await rewrite(page, "**/v1/logins/**", /"delivery":"sent"/, '"delivery":"failed"');
    await sendCode(page);
    return page;
  },
  "code-silent": silent("sms_code"),
  "code-call-silent": silent("voice"),
  "code-resend-undelivered": async (suite) => {
    const page = await resendReady(suite);
    await page.route("**/challenges", refuse("delivery_unavailable", { methods: methodsThatWork }));
    await page.getByRole("button", { name: "認証コードを再送する" }).click();
    await page.getByText("ただいま認証コードを送信できません").waitFor();
    return page;
  },
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
    await fastForward(page, "05:01");
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
  help: topic("/help"),
  "help-sms": topic("/help/sms"),
  "help-voice": topic("/help/voice"),
  "help-mail": topic("/help/mail"),
  "help-unknown-message": topic("/help/unknown-message"),
  "help-changed": topic("/help/changed"),
  "help-support": async (suite) => {
    const page = await suite.open("/help/changed");
    await nameSupport(page, {
      phone: { number: "0120-000-123", hours: { ja: "9時〜18時（年中無休）", en: "9 am to 6 pm, every day" } },
      web: "https://www.example.jp/support",
      app: { ja: "「設定」の「お問い合わせ」から", en: "Under “Settings”, “Contact”" },
    });
    await page.getByText("0120-000-123").waitFor();
    return page;
  },
  "help-of-login": async (suite) => {
    const { page } = await atCode(suite);
    await page.getByRole("link", { name: "認証コードが届かない方" }).click();
    await heading(page, "認証コードが届かない方へ").waitFor();
    return page;
  },
  about: async ({ open }) => {
    const page = await open("/about/messages");
    await page.getByText("no-reply@login.example.jp").waitFor();
    return page;
  },
  "about-senders": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/service", (route) =>
      route.fulfill({
        json: { shortName: "nidan", senders: { sms: ["+815000005678", "NIDAN"], voice: [], email: [] } },
      }),
    );
    await page.getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("NIDAN", { exact: true }).waitFor();
    return page;
  },
  "about-loading": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/service", never);
    await page.getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("送信元を読み込んでいます").waitFor();
    return page;
  },
  "about-offline": async (suite) => {
    const page = await loginPage(suite);
    await page.route("**/v1/service", lost);
    await page.getByRole("link", { name: "公式の送信元のご案内" }).click();
    await page.getByText("送信元を読み込めませんでした").waitFor();
    return page;
  },
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
