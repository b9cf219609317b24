import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { link, toSettings } from "./settings-steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({ trust: { days: 1, mostDays: 7 } });
});
afterAll(() => suite.close());

test("given a service that trusts browsers for 7 days at most, then the settings offer nothing longer", async () => {
  const page = await toSettings(suite, await suite.person());
  await page.getByText("1日間").waitFor();
  expect(await link(page, "信頼済みブラウザ").count()).toBe(1);
  await link(page, "設定変更").click();
  const choices = page.locator('input[name="trust"]');
  await choices.first().waitFor();
  expect(await choices.evaluateAll((all) => all.map((one) => one.getAttribute("value")))).toEqual(["0", "1", "7"]);
  expect(await page.locator('input[name="trust"]:checked').getAttribute("value")).toBe("1");
});
