import { lost, never, refuse } from "../network.ts";
import { enterCode, enterPassword, heading } from "../steps.ts";
import { atCode, loginPage, type Reach, type States } from "./reach.ts";

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

/** The pages where a login begins and ends. */
export const loginStates = {
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
  "ended-expired": ended("expired"),
  "ended-locked": ended("locked"),
  "ended-denied": ended("denied"),
  "ended-refused": ended("refused"),
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
} as const satisfies States;
