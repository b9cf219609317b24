import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { days, seconds } from "../../shared/domain/duration.ts";
import { type Answer, type Jar, trustOf } from "./trusting.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const answers = fc.constantFrom<Answer>("goes_on", "arrives", "lost");
const pauses = fc.constantFrom(0, 1, 9, 10, 11, 3600).map(seconds);

/** Days that no other run has used up. */
const later = () => world.advance(days(1));

describe("trust that has ended", () => {
  const ends = ["removeEach", "removeAll", "moveEpoch", "time"] as const;
  type Step = { readonly kind: "trust" | (typeof ends)[number] } | { readonly kind: "use"; readonly answer: Answer };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 2, arbitrary: fc.constant<Step>({ kind: "trust" }) },
    { weight: 3, arbitrary: answers.map<Step>((answer) => ({ kind: "use", answer })) },
    { weight: 2, arbitrary: fc.constantFrom<Step>(...ends.map((kind) => ({ kind }))) },
  );

  test("given any order of trusting, using and ending, then no cookie of before the end ever skips again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), pauses, async (steps, pause) => {
        const trust = trustOf(world, await world.makePerson());
        const jar: Jar = new Map();
        /** Every cookie that was held, by what has ended since. */
        const seen: { readonly jar: Jar; isOver: boolean }[] = [];
        for (const { kind, ...more } of steps) {
          world.advance(pause);
          if (kind === "trust") await trust.trust(jar);
          else if (kind === "use" && "answer" in more) await trust.use(jar, more.answer);
          else {
            if (kind === "time") world.advance(days(30));
            else if (kind !== "use") await trust[kind]();
            for (const one of seen) one.isOver = true;
            // Whatever the browser still holds is of before, too.
            seen.push({ jar: new Map(jar), isOver: true });
          }
          seen.push({ jar: new Map(jar), isOver: false });
        }
        const old = seen.filter(({ jar, isOver }) => isOver && jar.size > 0);
        const skipped = [];
        for (const one of old) skipped.push(await trust.use(new Map(one.jar), "arrives"));
        expect(skipped).toEqual(old.map(() => false));
      }),
      { numRuns: 40 },
    );
  });
});

describe("an honest browser", () => {
  test("given any calls, some lost, at any distance, then it is never taken for a copy", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(pauses, answers), { minLength: 2, maxLength: 15 }), async (uses) => {
        later();
        const trust = trustOf(world, await world.makePerson());
        const jar: Jar = new Map();
        await trust.trust(jar);
        const skipped = [];
        for (const [pause, answer] of uses) {
          world.advance(pause);
          skipped.push(await trust.use(jar, answer));
        }
        expect(skipped).toEqual(uses.map(() => true));
      }),
      { numRuns: 40 },
    );
  });

  test("given 50 calls at once, again and again, then it is never taken for a copy; its copy always is", async () => {
    const trust = trustOf(world, await world.makePerson());
    const jar: Jar = new Map();
    await trust.trust(jar);
    for (const pause of [11, 11, 3, 60, 11]) {
      world.advance(seconds(pause));
      const copy: Jar = new Map(jar);
      const skipped = await Promise.all(
        // As a browser sends them: with the cookies of the moment, some of which are newer than others.
        Array.from({ length: 50 }, async (_, place) => trust.use(jar, place % 5 === 0 ? "lost" : "goes_on")),
      );
      expect(skipped).toEqual(skipped.map(() => true));
      expect(new Set([...jar.values(), ...copy.values()]).size).toBe(pause > 10 ? 2 : 1);
    }
    world.advance(seconds(11));
    const copy: Jar = new Map(jar);
    expect(await trust.use(jar, "goes_on")).toBe(true);
    world.advance(seconds(11));
    expect([await trust.use(copy, "goes_on"), await trust.use(jar, "goes_on")]).toEqual([false, false]);
    expect((await trust.browsers()).map(({ stolenAt }) => stolenAt !== undefined)).toEqual([true]);
  });
});

describe("a copy", () => {
  test("given two hold the same secret, when each goes on with it, then the second that comes after the grace finds it out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.integer({ min: 10, max: 100_000 }), async (isThiefFirst, age) => {
        later();
        const trust = trustOf(world, await world.makePerson());
        const owner: Jar = new Map();
        await trust.trust(owner);
        world.advance(seconds(11));
        const thief: Jar = new Map(owner);
        const [first, second] = isThiefFirst ? [thief, owner] : [owner, thief];
        expect(await trust.use(first, "goes_on")).toBe(true);
        world.advance(seconds(age));
        expect([await trust.use(second, "goes_on"), await trust.use(first, "goes_on")]).toEqual([false, false]);
      }),
      { numRuns: 20 },
    );
  });

  test("given the first of two never went on, when both use theirs again, then it is found out by the third use", async () => {
    const trust = trustOf(world, await world.makePerson());
    const owner: Jar = new Map();
    await trust.trust(owner);
    world.advance(seconds(11));
    const thief: Jar = new Map(owner);
    expect(await trust.use(thief, "arrives")).toBe(true);
    world.advance(seconds(11));
    expect(await trust.use(owner, "goes_on")).toBe(true);
    world.advance(seconds(11));
    expect([await trust.use(thief, "goes_on"), await trust.use(owner, "goes_on")]).toEqual([false, false]);
  });
});
