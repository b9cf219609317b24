import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Findings, inspect } from "./inspection.ts";
import { heading } from "./steps.ts";
import { type Suite, startSuite } from "./suite.ts";

const colours = { accent: "#00703c", accentDark: "#7fd6a2" } as const;

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite({
    service: { shortName: "Shop", name: { ja: "みどり会員サイト", en: "Midori Members" } },
    branding: { ...colours, logo: "test/e2e/brand/logo.svg", logoDark: "test/e2e/brand/logo-dark.svg" },
  });
});
afterAll(() => suite.close());

test("given the operator's logo and colours, then the pages wear them, light and dark, and nothing is broken by it", async () => {
  const page = await suite.open("/login");
  await heading(page, "ログイン").waitFor();
  const look = () =>
    page.evaluate(() => {
      const logo = document.querySelector<HTMLImageElement>(".brand-logo");
      const button = document.querySelector("form .button");
      return {
        logo: logo?.complete && logo.naturalWidth > 0 && logo.currentSrc,
        shown: logo?.getBoundingClientRect().toJSON(),
        button: button && getComputedStyle(button).backgroundColor,
      };
    });
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".brand-logo")?.complete);
  const light = await look();
  expect(light).toMatchObject({ button: "rgb(0, 112, 60)", shown: { width: 56, height: 28 } });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((before) => {
    const logo = document.querySelector<HTMLImageElement>(".brand-logo");
    return logo?.complete && logo.currentSrc !== before;
  }, light.logo);
  expect(await look()).toMatchObject({ button: "rgb(127, 214, 162)", shown: { width: 56, height: 28 } });
  const findings: Findings = await inspect(page, "branding");
  expect(findings).toEqual({ axe: [], overflow: [], small: [], zoom: [] });
  expect(suite.complaints).toEqual([]);
});

test("given the logo's address, then it is a file of the pages, kept for good, whose scripts would not run", async () => {
  const page = await suite.open("/login");
  const src = await page.locator(".brand-logo").getAttribute("src");
  const answer = await fetch(suite.stack.origin + src);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
});
