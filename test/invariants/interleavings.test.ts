import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { seconds } from "../../shared/domain/duration.ts";
import { type Calls, callsOf, type Screen } from "./calls.ts";
import { orderedTable } from "./ordered-table.ts";
import { limits, type Person, rightPassword, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Scene {
  readonly person: Person;
  readonly screen: Screen;
  readonly code: string;
}

/** A login that waits for the answer to a challenge, and may send again. */
async function asked(): Promise<Scene> {
  const calls = callsOf(world.dependencies);
  const person = await world.makePerson();
  const begun = await calls.start({ identifier: person.identifier, password: rightPassword });
  if (!begun.accepted) throw new Error(`refused: ${begun.code}`);
  const screen = { loginId: begun.answer.loginId, token: begun.answer.loginToken ?? "" };
  await calls.ask(screen, person.phones[0]?.methodId ?? "");
  world.advance(seconds(limits.gapSeconds));
  return { person, screen, code: world.newestCode(person.phones[0]?.number ?? "") };
}

/** What the actors of a race do, each a use case of its own. */
const acts = {
  right: (calls: Calls, { screen, code }: Scene) => calls.verify(screen, { code }),
  wrong: (calls: Calls, { screen, code }: Scene) =>
    calls.verify(screen, { code: String((Number(code) + 1) % 1_000_000).padStart(6, "0") }),
  cancel: (calls: Calls, { screen }: Scene) => calls.cancel(screen),
  resend: (calls: Calls, { screen, person }: Scene) => calls.ask(screen, person.phones[0]?.methodId ?? ""),
  other: (calls: Calls, { screen, person }: Scene) => calls.ask(screen, person.phones[1]?.methodId ?? ""),
  issue: (calls: Calls, { screen }: Scene) => calls.issue(screen),
} as const;
type Act = keyof typeof acts;

/** Runs the acts at once, the calls to the table in an order of the scheduler's choice. */
async function race(cast: readonly Act[], scheduler: fc.Scheduler) {
  const scene = await asked();
  const calls = callsOf(world.over(orderedTable(world.table, (label) => scheduler.schedule(Promise.resolve(), label))));
  const running = cast.map(async (act) => ({ act, outcome: await acts[act](calls, scene) }));
  const done = await scheduler.waitFor(Promise.all(running));
  const count = (act: Act, accepted: boolean, code?: string) =>
    done.filter(
      (one) =>
        one.act === act &&
        one.outcome.accepted === accepted &&
        (one.outcome.accepted || code === undefined || one.outcome.code === code),
    ).length;
  const login = await world.dependencies.logins.find(scene.screen.loginId);
  const budget = await world.budget(scene.person.sub);
  return { count, login, charges: budget?.charges ?? 0 };
}

const castOf = (...usual: readonly Act[]) =>
  fc
    .tuple(fc.constant(usual), fc.array(fc.constantFrom<Act>("wrong", "resend", "issue"), { maxLength: 2 }))
    .map(([cast, more]) => [...cast, ...more]);

const everyOrder = (cast: fc.Arbitrary<Act[]>, check: (raced: Awaited<ReturnType<typeof race>>) => void) =>
  fc.assert(
    fc.asyncProperty(cast, fc.scheduler(), async (actors, scheduler) => check(await race(actors, scheduler))),
    { numRuns: 10 },
  );

describe("races on one login, in any order of the calls to the table", () => {
  test("given right answers, when they race, then one is accepted", async () => {
    await everyOrder(castOf("right", "right", "right"), ({ count, login }) => {
      expect(count("right", true)).toBe(1);
      expect(login).toMatchObject({ state: "complete", generation: 2 });
    });
  });

  test("given a right answer and a cancellation, when they race, then one of them is accepted", async () => {
    await everyOrder(castOf("right", "cancel"), ({ count, login }) => {
      expect(count("right", true) + count("cancel", true)).toBe(1);
      expect(login?.state).toBe(count("cancel", true) === 1 ? "cancelled" : "complete");
    });
  });

  test("given more guesses than attempts, when they race, then no more are compared, and each is charged", async () => {
    await everyOrder(castOf("wrong", "wrong", "wrong", "wrong"), ({ count, login, charges }) => {
      const compared = count("wrong", false, "challenge_failed");
      expect(compared).toBeLessThanOrEqual(limits.perLogin);
      expect(login?.attemptsLeft).toBeLessThanOrEqual(limits.perLogin - compared);
      expect(charges).toBeGreaterThanOrEqual(compared);
    });
  });

  test("given a resend and one by the other number, when they race, then no more than asked is sent", async () => {
    await everyOrder(castOf("resend", "other"), ({ count, login }) => {
      expect(login?.sends).toBe(1 + count("resend", true) + count("other", true));
    });
  });

  test("given a right answer and a resend, when they race, then a login that ended is asked nothing more", async () => {
    await everyOrder(castOf("right", "resend"), ({ count, login }) => {
      expect(count("right", true)).toBe(login?.state === "complete" ? 1 : 0);
    });
  });

  test("given the result is fetched, when an answer races with it, then there is none before both factors", async () => {
    await everyOrder(castOf("right", "issue", "issue"), ({ count }) => {
      // By the screen's old token: the right answer brings a new one.
      expect(count("issue", true)).toBe(0);
    });
  });
});
