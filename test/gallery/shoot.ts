import { join } from "node:path";
import type { Page } from "playwright-core";
import { type SetName, stateSets } from "../e2e/states/sets.ts";
import { type Suite, screens, startSuite } from "../e2e/suite.ts";
import { createTurns } from "../e2e/turns.ts";
import type { GalleryOptions } from "./options.ts";
import type { Shot } from "./sheet.ts";

/** What came of one state: its shots, or why there are none. */
export type Shooting =
  | { readonly state: string; readonly shots: readonly Shot[] }
  | { readonly state: string; readonly failure: string };

/** The states of a set that are wanted. */
export const statesOf = (set: SetName, only: string) =>
  Object.entries(stateSets[set].states).filter(([name]) => name.includes(only));

/** Takes the shots of a set's states, on a stack of its own. */
export async function shoot(
  set: SetName,
  options: GalleryOptions,
  folder: string,
  tell: (shooting: Shooting) => void,
): Promise<void> {
  const suite: Suite = await startSuite(stateSets[set].settings);
  const inTurn = createTurns(options.jobs);
  const taken = async (state: string, reach: (suite: Suite) => Promise<Page>): Promise<Shooting> => {
    const page = await reach(suite);
    const shots = await shotsOf(page, { set, state, folder }, options);
    await page.context().close();
    return { state, shots };
  };
  const takeAll = async (state: string, reach: (suite: Suite) => Promise<Page>) => {
    // A machine that is busy makes a page late once in a while.
    const twice = taken(state, reach).catch(() => taken(state, reach));
    tell(await twice.catch((error: unknown) => ({ state, failure: String(error).split("\n", 1)[0] ?? "" })));
  };
  try {
    await Promise.all(statesOf(set, options.only).map(([state, reach]) => inTurn(() => takeAll(state, reach))));
  } finally {
    await suite.close();
  }
}

interface Place {
  readonly set: SetName;
  readonly state: string;
  readonly folder: string;
}

async function shotsOf(page: Page, { set, state, folder }: Place, options: GalleryOptions): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const locale of options.locales) {
    // Pages begin in Japanese.
    if (locale === "en") await toEnglish(page);
    for (const screen of options.screens) {
      await page.setViewportSize(screens[screen]);
      for (const scheme of options.schemes) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        const file = `${set}.${state}.${locale}.${screen}.${scheme}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
        shots.push({ set, state, locale, screen, scheme, file });
      }
    }
  }
  return shots;
}

/** Each language is a file of its own: it shows once that has come. */
async function toEnglish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor({ state: "attached" });
}
