import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { screens } from "./suite.ts";

const artefacts = resolve(import.meta.dirname, "../../artefacts/screenshots");

/** What is wrong with a page, by check. */
export type Findings = Readonly<Record<"axe" | "overflow" | "small" | "zoom", readonly string[]>>;

/** Looks at a page in both colour schemes and sizes, with text of twice the size, and in both languages; closes it then. */
export async function inspect(page: Page, name: string): Promise<Findings> {
  mkdirSync(artefacts, { recursive: true });
  const axe: string[] = [];
  const overflow: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const builder = new AxeBuilder({ page }).setLegacyMode();
    // Of all rules only the contrast depends on the scheme.
    const { violations } = await (colorScheme === "light" ? builder : builder.withRules("color-contrast")).analyze();
    axe.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id} ${html}`)));
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size);
      overflow.push(...(await overflowing(page)));
      await page.screenshot({ path: join(artefacts, `${name}.${screen}.${colorScheme}.png`), fullPage: true });
    }
  }
  const small = await tooSmall(page);
  const zoom: string[] = [];
  const setTextSize = (size: string) =>
    page.evaluate((text) => document.documentElement.style.setProperty("font-size", text), size);
  await page.setViewportSize(screens.phone);
  await setTextSize("200%");
  zoom.push(...(await overflowing(page)));
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
  zoom.push(...(await overflowing(page)));
  await setTextSize("100%");
  // 320 CSS px are also a PC's window at 400 % (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 640 });
  zoom.push(...(await overflowing(page)));
  await page.context().close();
  return { axe, overflow, small, zoom };
}

/** What reaches out of the window of a page as it is, and what no thumb would hit. */
export const faultsOf = async (page: Page): Promise<string[]> => [
  ...(await overflowing(page)),
  ...(await tooSmall(page)),
];

/** What reaches out of the window. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < 0 || right > document.documentElement.clientWidth);
      })
      .map((element) => `${innerWidth} ${element.outerHTML.slice(0, 80)}`),
  );

/** Controls that are smaller than a thumb; links within a sentence may be (WCAG 2.2, 2.5.8). */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("button, .button, .way, .choice, .input")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 80)),
  );
