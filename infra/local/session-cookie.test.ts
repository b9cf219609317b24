import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../test/e2e/browser.ts";
import { type Stack, startStack } from "./stack.ts";

interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const name = "__Host-nidan-session";
const sessionCookies = async () => (await page.context().cookies()).filter((cookie) => cookie.name === name);
let stack: Stack;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  stack = await startStack({ demo: false, pages: false });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

/** What a page of this host gets when it calls the API. */
const ask = (path: string, { method = "GET", headers = {}, body }: Call = {}) =>
  page.evaluate(
    async ([url, init]) => {
      const answer = await fetch(url, init);
      const text = await answer.text();
      const json = text === "" ? {} : JSON.parse(text);
      return { status: answer.status, etag: answer.headers.get("etag"), readable: document.cookie, json };
    },
    [
      path,
      {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    ] as const,
  );

beforeEach(async () => {
  const account = { identifier: `person-${randomUUID()}`, password: "correct-horse" };
  await stack.admin("/v1/admin/accounts", account);
  page = await (await browser.newContext()).newPage();
  await page.goto(`${stack.origin}/v1/service`);
  const { json: login } = await ask("/v1/logins", { method: "POST", body: account });
  const headers = { authorization: `Bearer ${login.loginToken}` };
  await ask(`/v1/logins/${login.loginId}/token`, { method: "POST", headers, body: {} });
});
afterEach(() => page.context().close());

describe("the session's cookie, in a browser at the local stack", () => {
  test("given a sign-in, when the result is issued, then the browser keeps the cookie though there is no TLS", async () => {
    expect(await sessionCookies()).toEqual([
      expect.objectContaining({
        name,
        domain: "localhost",
        path: "/",
        secure: true,
        httpOnly: true,
        sameSite: "Lax",
      }),
    ]);
  });

  test("given the cookie, when a page calls, then the function gets it, and no script of the page sees it", async () => {
    expect(await ask("/v1/me/settings")).toMatchObject({ status: 200, readable: "" });
  });

  test("given no cookie, when a page calls, then it is nobody", async () => {
    await page.context().clearCookies();
    expect((await ask("/v1/me/settings")).status).toBe(401);
  });

  test("given the version of an answer, when a page changes settings by it, then once and not twice", async () => {
    const { etag } = await ask("/v1/me/settings");
    const change = { method: "PATCH", headers: { "if-match": etag ?? "" }, body: { signInNotices: true } };
    const statuses = [(await ask("/v1/me/settings", change)).status, (await ask("/v1/me/settings", change)).status];
    expect(statuses).toEqual([200, 412]);
  });

  test("given a sign-out, when it is answered, then the cookie is gone", async () => {
    await ask("/v1/me/sessions/current", { method: "DELETE" });
    expect(await sessionCookies()).toEqual([]);
  });
});
