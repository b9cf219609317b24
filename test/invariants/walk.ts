import { expect } from "@jest/globals";
import type fc from "fast-check";
import { seconds } from "../../shared/domain/duration.ts";
import type { Calls, Screen } from "./calls.ts";
import { generationOf, type LoginModel, type Model, repeats } from "./model.ts";
import { limits, type Person, type World } from "./world.ts";

/** What a walk has beside the model. */
export interface Walk {
  readonly world: World;
  readonly calls: Calls;
  readonly person: Person;
}
export type Command = fc.AsyncCommand<Model, Walk>;

/** Logins of one walk. */
export const most = 4;

/** @param run does the step to service and model. @returns the login that it touched, if any. */
export const command = (name: string, run: (model: Model, walk: Walk) => Promise<LoginModel | undefined>): Command => ({
  check: ({ logins }) => (name.startsWith("start") ? logins.length < most : logins.length > 0),
  run: async (model, walk) => {
    const touched = await run(model, walk);
    if (touched !== undefined) await compare(model, walk, touched);
  },
  toString: () => name,
});

/** The login and the subject's budget as they are stored, beside the model's: they are one. */
async function compare(model: Model, { world, person }: Walk, touched: LoginModel): Promise<void> {
  const [budget, login] = await Promise.all([
    world.budget(person.sub),
    world.dependencies.logins.find(touched.loginId),
  ]);
  const { state, attemptsLeft, sends, passwordProved, secondProved, issuedAt } = touched;
  expect({
    budget,
    state: login?.state,
    generation: login?.generation,
    attemptsLeft: login?.attemptsLeft,
    sends: login?.sends,
    passwordProved: login?.password !== undefined,
    secondProved: login?.secondFactor !== undefined,
    challengeEnd: login?.challenge?.expiresAt,
    issuedAt: login?.issuedAt,
  }).toEqual({
    budget: model.budget,
    state,
    generation: generationOf(touched),
    attemptsLeft,
    sends,
    passwordProved,
    secondProved,
    challengeEnd: touched.challenge?.expiresAt,
    issuedAt,
  });
}

/** The end of a walk: no login was changed by what was done to another, and every miss was counted. */
export async function compareAll(model: Model, walk: Walk): Promise<void> {
  for (const login of model.logins) await compare(model, walk, login);
  const account = await walk.world.dependencies.directory.findAccount(walk.person.sub);
  expect(account?.authenticators.map(({ missesInARow }) => missesInARow)).toEqual(model.misses);
}

/** Steps that belong together, as one. */
export const inTurn = (...steps: readonly Command[]): Command => ({
  check: (model) => steps[0]?.check(model) ?? true,
  run: async (model, walk) => {
    for (const step of steps) if (await step.check(model)) await step.run(model, walk);
  },
  toString: () => steps.join(", "),
});

/** Which login and which of its tokens, both by their ages. */
export interface Pick {
  readonly login: number;
  readonly token: number;
}

export interface Held extends Screen {
  readonly login: LoginModel;
  readonly generation: number;
}

export function hold({ logins }: Model, which: Pick): Held {
  const login = logins[Math.max(0, logins.length - 1 - which.login)];
  const held = login?.tokens[Math.max(0, login.tokens.length - 1 - which.token)];
  if (login === undefined || held === undefined) throw new Error("a login was begun before");
  return { login, loginId: login.loginId, ...held };
}

/** Takes over what was sent: within half of its life the same code, after that another. */
export function sent(login: LoginModel, phone: number, { world, person }: Walk): void {
  const now = world.dependencies.clock.now();
  const code = world.newestCode(person.phones[phone]?.number ?? "");
  login.sends += 1;
  if (login.challenge !== undefined && repeats(login, phone, now)) {
    expect(code).toBe(login.challenge.code);
    login.challenge = { ...login.challenge, lastSentAt: now };
    return;
  }
  login.deadCode = login.challenge?.code;
  const expiresAt = Math.min(now + seconds(limits.codeSeconds), login.expiresAt);
  login.challenge = { phone, code, createdAt: now, expiresAt, lastSentAt: now };
}

export const kinds = ["right", "wrong", "dead", "another login's"] as const;

/** A code of that kind, as the owner of the numbers knows them. */
export function codeOf(model: Model, login: LoginModel, kind: (typeof kinds)[number]): string {
  const right = login.challenge?.code ?? "000000";
  const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
  const others = model.logins.flatMap((other) =>
    other.loginId === login.loginId ? [] : [other.challenge?.code ?? wrong],
  );
  return { right, wrong, dead: login.deadCode ?? wrong, "another login's": others[0] ?? wrong }[kind];
}
