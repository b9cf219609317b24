import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { problems } from "../../shared/contract/problems.ts";
import { operationNames, routes } from "../../shared/contract/routes.ts";
import { overflowing } from "./inspection.ts";
import { type Suite, screens, startSuite } from "./suite.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.close());

const wide = { viewport: screens.pc };

describe("the API reference at /docs", () => {
  test("given the contract, when the page is read, then each operation has its section, with its call", async () => {
    const page = await suite.open("/docs", wide);
    const sections = await page
      .locator("section.operation")
      .evaluateAll((all) =>
        all.map((one) => [one.id, one.querySelector("h3")?.textContent, one.querySelector(".call")?.textContent]),
      );
    expect(sections.sort()).toEqual(
      operationNames.map((name) => [name, name, `${routes[name].method} ${routes[name].path}`]).sort(),
    );
  });

  test("given links within the page, when they are followed, then each leads somewhere, and no id is there twice", async () => {
    const page = await suite.open("/docs", wide);
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll("a[href^='#']")]
        .map((link) => link.getAttribute("href") ?? "")
        .filter((href) => document.getElementById(href.slice(1)) === null),
    );
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
    expect(lost).toEqual([]);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(problems).map((code) => `problem-${code}`)));
  });

  test("given operations of the admin API, when they are read, then each names the policies that have it", async () => {
    const page = await suite.open("/docs", wide);
    const callers = (name: string) => page.locator(`#${name} .callers`).textContent();
    expect(await callers("lockAccount")).toContain("nidan-support, nidan-admin.");
    expect(await callers("lockAccount")).not.toContain("nidan-reader");
    expect(await callers("redeemResult")).toContain("nidan-backend.");
    expect(await callers("startLogin")).toBe("May be called by anybody.");
  });

  test("given the whole page, when axe looks, then it finds nothing", async () => {
    const page = await suite.open("/docs");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules("color-contrast").analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))).toEqual([]);
  });

  test.each([
    "light",
    "dark",
  ] as const)("given the %s scheme, then what each part of the page is made of stands out", async (colorScheme) => {
    const page = await suite.open("/docs", { ...wide, colorScheme });
    // Fifty sections of the same make would take a minute.
    const looked = ["header", ".beside", "#lockAccount", "#addAuthenticator", "#problem-slow_down"].reduce(
      (builder, part) => builder.include(part),
      new AxeBuilder({ page }).setLegacyMode().withRules("color-contrast"),
    );
    const { violations, passes } = await looked.analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
    expect(passes).toHaveLength(1);
  });

  test.each([320, 390, 768, 1280])("given a window of %i px, then nothing reaches out of it", async (width) => {
    const page = await suite.open("/docs", { viewport: { width, height: 800 } });
    const contents = page.getByText("Contents", { exact: true });
    if (await contents.isVisible()) await contents.click();
    expect(await overflowing(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  test("given the contents, when an operation is chosen on a phone or a PC, then its section is shown", async () => {
    for (const viewport of Object.values(screens)) {
      const page = await suite.open("/docs", { viewport });
      const summary = page.getByText("Contents", { exact: true });
      if (await summary.isVisible()) await summary.click();
      await page.getByRole("link", { name: "redeemLink", exact: true }).click();
      await page.locator("#redeemLink h3").waitFor();
      const top = await page.locator("#redeemLink").evaluate((section) => section.getBoundingClientRect().top);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(100);
    }
  });

  test("given the page as it is served, then there is no script, no style of its own, and nothing from elsewhere", async () => {
    const answer = await fetch(`${suite.stack.origin}/docs`);
    const page = await answer.text();
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect(suite.complaints).toEqual([]);
  });
});
