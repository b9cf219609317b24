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
  check: (model) => name.startsWith("start") || model.logins.length > 0,
  run: async (model, walk) => {
    const t0=performance.now(); const touched = await run(model, walk);
    const g: any = globalThis; g.stats ??= {}; const k = name.split("(")[0]; g.stats[k] ??= [0,0]; g.stats[k][0]++; g.stats[k][1] += Math.round(performance.now()-t0);
    const bump=(n: string)=>{ g.stats[n] ??= [0,0]; g.stats[n][0]++ };
    bump("total"); if (touched?.secondProved && k==="answer") bump("answer-on-complete"); if (touched && touched.attemptsLeft===0) bump("locked-touch"); if (touched?.issuedAt && k==="issue") bump("issued"); if ((model.budget?.charges??0)>=5) bump("budget-full"); if (model.misses.some(m=>m>=4)) bump("disabled");
    if (touched !== undefined) await compare(model, walk, touched);
  },
  toString: () => name,
});

/** The service's own state beside the model's: they are one. */
async function compare(model: Model, { world, person }: Walk, touched: LoginModel): Promise<void> {
  const [budget, account, login] = await Promise.all([
    world.budget(person.sub),
    world.dependencies.directory.findAccount(person.sub),
    world.dependencies.logins.find(touched.loginId),
  ]);
  const seen = {
    budget,
    misses: account?.authenticators.map(({ missesInARow }) => missesInARow),
    state: login?.state,
    generation: login?.generation,
    attemptsLeft: login?.attemptsLeft,
    sends: login?.sends,
    passwordProved: login?.password !== undefined,
    secondProved: login?.secondFactor !== undefined,
    challengeEnd: login?.challenge?.expiresAt,
    issuedAt: login?.issuedAt,
  };
  const { state, attemptsLeft, sends, passwordProved, secondProved, issuedAt } = touched;
  expect(seen).toEqual({
    budget: model.budget,
    misses: model.misses,
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
