import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { heading, toCodePage } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const sizeOf = (page: Page) =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
const size = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("memberSite 14: the size of the text is chosen on any page, keeps what was typed, and outlasts the tab", async () => {
  const page = await toCodePage(suite, await suite.person());
  expect([await sizeOf(page), await size(page, "中").getAttribute("aria-pressed")]).toEqual([16, "true"]);
  await page.getByRole("textbox", { name: "認証コード" }).fill("123");
  await size(page, "大").click();
  expect(await sizeOf(page)).toBe(20);
  expect(await page.getByRole("textbox", { name: "認証コード" }).inputValue()).toBe("123");

  const later = await page.context().newPage();
  await later.goto(`${suite.stack.origin}/login`);
  await heading(later, "ログイン").waitFor();
  expect([await sizeOf(later), await size(later, "大").getAttribute("aria-pressed")]).toEqual([20, "true"]);
  await later.getByRole("button", { name: "English" }).click();
  await size(later, "Small").click();
  expect(await sizeOf(later)).toBe(14);
});

test("memberSite 14: given the largest or the smallest text, when a page opens, then next to nothing moves, and nothing reaches out or is too small", async () => {
  for (const name of ["大", "小"]) {
    const first = await suite.open("/login", { viewport: { width: 320, height: 640 } });
    await size(first, name).click();
    const page = await first.context().newPage();
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ("value" in entry) Object.assign(window, { moved: entry.value });
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${suite.stack.origin}/login`);
    await heading(page, "ログイン").waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const [moved, width, least] = await page.evaluate(() => [
      Reflect.get(window, "moved"),
      document.documentElement.scrollWidth,
      Math.min(...[...document.querySelectorAll("button")].map((each) => each.getBoundingClientRect().height)),
    ]);
    expect({ name, width, violations }).toEqual({ name, width: 320, violations: [] });
    // The page waits for the service's order of sign-in: what people see of that counts as steady (Web Vitals: 0.1).
    expect(moved).toBeLessThanOrEqual(0.1);
    expect(least).toBeGreaterThanOrEqual(44);
    await first.context().close();
  }
});
