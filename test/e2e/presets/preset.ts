import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { settingsUnder } from "../../../infra/local/choices.ts";
import { laidOver, presets } from "../../../shared/presets/index.ts";
import type { SettingsInput } from "../../../shared/settings.ts";
import { roomy, type Suite, startSuiteOf, suiteOn } from "../suite.ts";
import type { LineOf, Preset } from "./lines.ts";
import { refuseOverrides } from "./overrides.ts";
import { runs } from "./runs.ts";

/** A line of the preset's list: what is done on each run, in a suite of its size and language. */
type DriveLine<P extends Preset> = (number: LineOf<P>, title: string, drive: (suite: Suite) => Promise<void>) => void;

/** Some lines of a list, of that preset and no other; `docs/coverage.md` finds them by this type's name. */
export type LinesOf<P extends Preset> = (line: DriveLine<P>, preset: P) => void;

/** What an operator adds, such as rules and texts of his own; nothing that the preset sets. */
interface Added {
  readonly operator?: SettingsInput;
  /** A setting that the list itself calls one, turned the other way: `docs/coverage.md` says so. */
  readonly turned?: SettingsInput;
  /** What the operator's own systems answer, at the beginning of each test. */
  readonly systems?: (suite: Suite) => void;
}

/**
 * The lines of a preset's list in a real browser, on each size and in each language: started as
 * `npm start -- --preset NAME` starts it, with the limits of an address raised, since all comes from one.
 */
export function onPreset<P extends Preset>(
  preset: P,
  { operator = {}, turned = {}, systems = () => {} }: Added,
  groups: readonly LinesOf<P>[],
) {
  let started: Suite;
  beforeAll(async () => {
    refuseOverrides(presets[preset], operator);
    const added = laidOver(laidOver(roomy, operator), turned);
    started = await startSuiteOf(settingsUnder(preset, added));
  });
  beforeEach(() => systems(started));
  afterAll(() => started.close());
  afterEach(async () => {
    started.stack.resetClock();
    started.stack.clearFaults();
    // A page that waits for something would go on asking.
    await Promise.all(started.browser.contexts().map((context) => context.close()));
  });

  describe.each(runs)("$name", (run) => {
    for (const declare of groups) {
      declare((number, title, drive) => {
        test(`${preset} ${number}: ${title}`, () => drive(suiteOn(started, run)));
      }, preset);
    }
  });

  test("the pages throw nothing, and their policy stops nothing", () => {
    expect(started.complaints).toEqual([]);
  });
}
