import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { operationNames, routes } from "../../shared/contract/routes.ts";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import { type Calls, callsOf, type Screen } from "./calls.ts";
import { limits, type Person, rightPassword, startWorld, type World } from "./world.ts";

let world: World;
let calls: Calls;
beforeAll(async () => {
  world = await startWorld();
  calls = callsOf(world.dependencies);
});
afterAll(() => world.close());

interface Scene {
  readonly person: Person;
  screen: Screen;
}

const screenOf = (outcome: Awaited<ReturnType<Calls["start"] | Calls["verify"]>>): Screen => {
  if (!outcome.accepted) throw new Error(`refused: ${outcome.code}`);
  return { loginId: outcome.answer.loginId, token: outcome.answer.loginToken ?? "" };
};
const methodId = ({ person }: Scene) => person.phones[0]?.methodId ?? "";
const rightCode = ({ person }: Scene) => world.newestCode(person.phones[0]?.number ?? "");
const wrongCode = (scene: Scene) => String((Number(rightCode(scene)) + 1) % 1_000_000).padStart(6, "0");

const steps = {
  begin: async (withPassword: boolean): Promise<Scene> => {
    const person = await world.makePerson();
    const password = withPassword ? { password: rightPassword } : {};
    return { person, screen: screenOf(await calls.start({ identifier: person.identifier, ...password })) };
  },
  ask: async (scene: Scene) => {
    await calls.ask(scene.screen, methodId(scene));
    return scene;
  },
  complete: async (scene: Scene) => ({
    ...scene,
    screen: screenOf(await calls.verify(scene.screen, { code: rightCode(scene) })),
  }),
  lock: async (scene: Scene) => {
    for (let left = limits.perLogin; left > 0; left -= 1) await calls.verify(scene.screen, { code: wrongCode(scene) });
    return scene;
  },
  after: async (scene: Scene, time: number) => {
    world.advance(time);
    return scene;
  },
};

/** The states that a login can be met in. */
const states = {
  "that waits for the password": () => steps.begin(false),
  "that was asked nothing yet": () => steps.begin(true),
  "that waits for an answer": async () => steps.ask(await steps.begin(true)),
  "whose code has expired": async () =>
    steps.after(await steps.ask(await steps.begin(true)), seconds(limits.codeSeconds)),
  "that is locked": async () => steps.lock(await steps.ask(await steps.begin(true))),
  "that is complete": async () => steps.complete(await steps.ask(await steps.begin(true))),
  "whose result was fetched a minute ago": async () => {
    const scene = await steps.complete(await steps.ask(await steps.begin(true)));
    await calls.issue(scene.screen);
    return steps.after(scene, minutes(1));
  },
  "that was cancelled": async () => {
    const scene = await steps.begin(true);
    await calls.cancel(scene.screen);
    return scene;
  },
  "that has expired": async () => steps.after(await steps.ask(await steps.begin(true)), minutes(limits.loginMinutes)),
  "held by a dead token": async () => {
    const scene = await steps.ask(await steps.begin(true));
    await steps.complete(scene);
    return scene;
  },
} as const satisfies Record<string, () => Promise<Scene>>;

const operations = {
  getLogin: ({ screen }: Scene) => calls.read(screen),
  cancelLogin: ({ screen }: Scene) => calls.cancel(screen),
  createChallenge: (scene: Scene) => calls.ask(scene.screen, methodId(scene)),
  verifyLogin: ({ screen }: Scene) => calls.verify(screen, { code: "000000" }),
  issueToken: ({ screen }: Scene) => calls.issue(screen),
} as const;

const table = Object.entries(states).flatMap(([state, make]) =>
  operationNames.flatMap((name) => (name in operations ? [{ state, make, name }] : [])),
);
const isTried = (name: string): name is keyof typeof operations => name in operations;

describe("refusals", () => {
  test.each(table)("given a login $state, when $name refuses, then by a problem that its route names", async (row) => {
    const scene = await row.make();
    const outcome = isTried(row.name) ? await operations[row.name](scene) : undefined;
    const named = ["invalid_request", ...routes[row.name].problems];
    expect(named).toContain(outcome?.accepted === false ? outcome.code : "invalid_request");
  });
});
