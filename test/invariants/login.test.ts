import { afterAll, beforeAll, describe, test } from "@jest/globals";
import fc from "fast-check";
import { callsOf } from "./calls.ts";
import { anyStep } from "./commands.ts";
import { emptyModel } from "./model.ts";
import { rush } from "./rush.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => { const g: any = globalThis; const fs = await import('node:fs'); fs.writeFileSync('/tmp/stats.json', JSON.stringify(g.stats,null,1)); await world.close(); });

describe("logins", () => {
  test("given any walk of any screens, when it is walked, then the service is where the model is", async () => {
    const walks = fc.commands([...anyStep, rush], { maxCommands: 50, size: "max" });
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        const setup = async () => ({
          model: emptyModel(),
          real: { world, calls: callsOf(world.dependencies), person: await world.makePerson() },
        });
        await fc.asyncModelRun(setup, walk);
      }),
      { numRuns: 100 },
    );
  });
});
