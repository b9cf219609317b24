import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SettingsInput } from "../../shared/settings.ts";
import { inspect } from "./inspection.ts";
import type { States } from "./states/reach.ts";
import { type Suite, startSuite } from "./suite.ts";

/** Looks at every page of an order. A process has one stack, so each order has a file of its own. */
export function inspectOrder(order: string, settings: SettingsInput, states: States) {
  describe(`linkApproval 13: every page of the order ${order} works on a phone and on a PC`, () => {
    let suite: Suite;
    beforeAll(async () => {
      suite = await startSuite(settings);
    });
    afterAll(() => suite.close());

    test.each(
      Object.entries(states),
    )("%s: nothing reaches out of the window at any size, and axe finds nothing", async (name, reach) => {
      const found = await inspect(await reach(suite), name);
      expect(found).toEqual({ axe: [], overflow: [], small: [], zoom: [] });
    });

    test("the pages throw nothing, and their policy stops nothing", () => {
      expect(suite.complaints).toEqual([]);
    });
  });
}
