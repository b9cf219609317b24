import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { lost, setService } from "./network.ts";
import { button } from "./settings-steps.ts";
import { heading, toMethodPage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

/** The pages of a service of that order, and all that they ask of the API. */
async function watched(loginOrder: "password_first" | "together" | "approval_first") {
  const page = await suite.open("/help");
  const calls: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/") && calls.push(request.url()));
  await setService(page, { loginOrder });
  await heading(page, "ヘルプ").waitFor();
  return { page, calls };
}

/** How much of the window has moved since the page began to load (Layout Instability, cumulative). */
const moved = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ("value" in entry) sum += Number(entry.value);
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Two frames later the observer has been told of all that has moved so far.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );

describe("the first page of a login", () => {
  test.each([
    ["password_first", ["identifier", "password"]],
    ["together", ["identifier"]],
    ["approval_first", ["identifier"]],
  ] as const)("given the order %s, then its form shows without a call, and nothing moves", async (order, fields) => {
    const { page, calls } = await watched(order);
    await page.goto(new URL("/login", page.url()).href);
    await heading(page, "ログイン").waitFor();
    expect(await page.locator("input").evaluateAll((inputs) => inputs.map(({ id }) => id))).toEqual(fields);
    expect(await moved(page)).toBe(0);
    expect(calls).toEqual([]);
    await page.context().close();
  });
});

describe("a file of the pages that does not come", () => {
  const helpFile = "**/assets/help-*.js";
  const failed = "ページを読み込めませんでした";

  test("given a page whose file is lost, when it is wanted, then that is said, and a retry shows it", async () => {
    const page = await toMethodPage(suite, await suite.person(1));
    await page.route(helpFile, lost);
    await page.getByRole("link", { name: "ヘルプ" }).click();
    await heading(page, failed).waitFor();
    await page.unroute(helpFile);
    await button(page, "もう一度試す").click();
    await heading(page, "ヘルプ").waitFor();
    await page.getByRole("link", { name: "受け取り方法の選択に戻る" }).click();
    await heading(page, "ご本人確認").waitFor();
    await page.context().close();
  });

  test("given a newer deployment, when its pages are there, then a retry loads them and the login goes on", async () => {
    const page = await toMethodPage(suite, await suite.person(1));
    let loads = 0;
    await page.route(helpFile, (route) => (loads === 0 ? route.fulfill({ status: 404 }) : route.fallback()));
    page.on("request", (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    await page.getByRole("link", { name: "ヘルプ" }).click();
    await heading(page, failed).waitFor();
    await button(page, "もう一度試す").click();
    await heading(page, "ヘルプ").waitFor();
    expect(loads).toBe(1);
    await page.getByRole("link", { name: "受け取り方法の選択に戻る" }).click();
    await heading(page, "ご本人確認").waitFor();
    await page.context().close();
  });

  test("given no network at all, when it is tried again, then the page stays and says so", async () => {
    const page = await suite.open("/login");
    await page.getByRole("link", { name: "ヘルプ" }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "ヘルプ" }).click();
    await heading(page, failed).waitFor();
    await button(page, "もう一度試す").click();
    await page.getByRole("status").getByText("電波の状況をご確認のうえ").waitFor();
    await heading(page, failed).waitFor();
    await page.context().close();
  });

  test.each([
    ["the words", "**/assets/ja-*.js"],
    ["the code", "**/assets/index-*.js"],
  ])("given %s are lost when the page is opened, then the page is not blank", async (_, files) => {
    const page = await suite.open("/help");
    await page.route(files, lost);
    await page.reload();
    await page.getByText("ページを読み込めませんでした。").waitFor({ timeout: 15_000 });
    await page.getByText("This page could not be loaded.").waitFor();
    await page.context().close();
  });

  test("given the words are lost when the page is opened, when it is loaded again, then it shows", async () => {
    const page = await suite.open("/help");
    await page.route("**/assets/ja-*.js", lost);
    await page.reload();
    await page.unroute("**/assets/ja-*.js");
    await page.getByRole("button", { name: "再読み込み" }).click();
    await heading(page, "ヘルプ").waitFor();
    await page.context().close();
  });

  test("given the other language is lost, when it is chosen, then that is said and the page stays; then it comes", async () => {
    const page = await suite.open("/login");
    await page.route("**/assets/en-*.js", lost);
    await button(page, "English").click();
    await page.getByRole("alert").getByText("読み込めませんでした").waitFor();
    await heading(page, "ログイン").waitFor();
    await page.unroute("**/assets/en-*.js");
    await button(page, "English").click();
    await heading(page, "Log in").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().close();
  });

  test("given a code behind # and its page's file lost, when the page is loaded again, then the code is not lost", async () => {
    const page = await suite.open("/help");
    let loads = 0;
    page.on("request", (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    await page.route("**/assets/recovery-*.js", (route) =>
      loads < 2 ? route.fulfill({ status: 404 }) : route.fallback(),
    );
    await page.evaluate(() => location.assign("/password/reset#token-of-a-mail"));
    await heading(page, failed).waitFor();
    await button(page, "もう一度試す").click();
    await heading(page, "新しいパスワードの設定").waitFor();
    expect(page.url()).not.toContain("token-of-a-mail");
    await page.context().close();
  });
});
