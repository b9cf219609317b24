import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { link, toSettings } from "./settings-steps.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ methods: { enrollable: ["email"] } });
});
afterAll(() => suite.close());

test("given a service that takes addresses alone, then the pages offer nothing else", async () => {
  const page = await toSettings(suite, await suite.person());
  expect(await link(page, "認証アプリの設定").count()).toBe(0);
  await link(page, "認証方法の管理").click();
  await page.getByText("090-").first().waitFor();
  await heading(page, "認証方法の管理").waitFor();
  const ways = await page.getByRole("main").locator(".ways a").allTextContents();
  expect(ways.filter((way) => way.includes("アプリ"))).toEqual([]);
  await page.goto(`${suite.stack.origin}/settings/methods/add`);
  await page.getByRole("radio").first().waitFor();
  expect(await page.getByRole("radio").evaluateAll((all) => all.map((one) => one.getAttribute("value")))).toEqual([
    "email",
  ]);
});
