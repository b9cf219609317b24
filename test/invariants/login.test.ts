import { afterAll, beforeAll, describe, test } from "@jest/globals";
import fc from "fast-check";
import { callsOf } from "./calls.ts";
import { anyStep } from "./commands.ts";
import { emptyModel } from "./model.ts";
import { rush } from "./rush.ts";
import { compareAll } from "./walk.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("logins", () => {
  test("given any walk of any screens, when it is walked, then the service is where the model is", async () => {
    const walks = fc.commands([...anyStep, rush], { maxCommands: 10, size: "max" });
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        const model = emptyModel();
        const real = { world, calls: callsOf(world.dependencies), person: await world.makePerson() };
        await fc.asyncModelRun(() => ({ model, real }), walk);
        await compareAll(model, real);
      }),
      { numRuns: 100 },
    );
  });
});
