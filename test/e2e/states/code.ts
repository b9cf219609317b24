import { lost, refuse } from "../network.ts";
import { anotherCode, enterCode, sendCode } from "../steps.ts";
import { atCode, atMethod, fastForward, resendReady, type States } from "./reach.ts";

export const codeStates = {
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
} as const satisfies States;
