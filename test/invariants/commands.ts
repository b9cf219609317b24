import { expect } from "@jest/globals";
import fc from "fast-check";
import { decodeJwt } from "jose";
import { seconds } from "../../shared/domain/duration.ts";
import * as the from "./model.ts";
import { type Command, codeOf, command, hold, inTurn, kinds, most, type Pick, sent } from "./walk.ts";
import { rightPassword } from "./world.ts";

const shown = (value: unknown) => JSON.stringify(value);

const start = (password: "right" | "none" | "wrong") =>
  command(`start(${password})`, async (model, { calls, person, world }) => {
    const sent = { right: { password: rightPassword }, wrong: { password: "wrong" }, none: {} }[password];
    const outcome = await calls.start({ identifier: person.identifier, ...sent });
    expect(outcome.accepted).toBe(password !== "wrong");
    if (!outcome.accepted) return undefined;
    const { loginId, loginToken = "" } = outcome.answer;
    const login = the.beginModel(loginId, loginToken, password === "right", world.dependencies.clock.now());
    model.logins.push(login);
    return login;
  });

const provePassword = (which: Pick, password: string) =>
  command(`password(${shown(which)}, ${password})`, async (model, { calls, world }) => {
    const screen = hold(model, which);
    const { login, generation } = screen;
    const isDue = generation === 0 && the.isUnderWay(login, generation, world.dependencies.clock.now());
    const outcome = await calls.verify(screen, { password });
    expect(outcome.accepted).toBe(isDue && password === rightPassword);
    if (!outcome.accepted) return login;
    login.passwordProved = true;
    login.tokens.push({ token: outcome.answer.loginToken ?? "", generation: 1 });
    return login;
  });

const ask = (which: Pick, phone: number) =>
  command(`ask(${shown(which)}, ${phone})`, async (model, walk) => {
    const screen = hold(model, which);
    const now = walk.world.dependencies.clock.now();
    const expected = the.mayAsk(model, screen.login, screen.generation, phone, now);
    const outcome = await walk.calls.ask(screen, walk.person.phones[phone]?.methodId ?? "");
    expect(outcome.accepted).toBe(expected);
    if (outcome.accepted) sent(screen.login, phone, walk);
    return screen.login;
  });

const answer = (which: Pick, kind: (typeof kinds)[number]) =>
  command(`answer(${shown(which)}, ${kind})`, async (model, { calls, world }) => {
    const screen = hold(model, which);
    const { login, generation } = screen;
    const code = codeOf(model, login, kind);
    const expected = the.answer(model, login, generation, code, world.dependencies.clock.now());
    const outcome = await calls.verify(screen, { code });
    expect(outcome.accepted).toBe(expected);
    if (outcome.accepted) {
      login.tokens.push({ token: outcome.answer.loginToken ?? "", generation: generation + 1 });
    }
    return login;
  });

const cancel = (which: Pick) =>
  command(`cancel(${shown(which)})`, async (model, { calls, world }) => {
    const screen = hold(model, which);
    const { login, generation } = screen;
    const again = login.state === "cancelled" && the.generationOf(login) === generation;
    const expected = the.isUnderWay(login, generation, world.dependencies.clock.now()) || again;
    expect((await calls.cancel(screen)).accepted).toBe(expected);
    if (expected) login.state = "cancelled";
    return login;
  });

const read = (which: Pick) =>
  command(`read(${shown(which)})`, async (model, { calls }) => {
    const screen = hold(model, which);
    const outcome = await calls.read(screen);
    expect(outcome.accepted).toBe(the.generationOf(screen.login) === screen.generation);
    return undefined;
  });

const issue = (which: Pick) =>
  command(`issue(${shown(which)})`, async (model, { calls, world }) => {
    const screen = hold(model, which);
    const { login, generation } = screen;
    const now = world.dependencies.clock.now();
    const expected = the.mayIssue(login, generation, now);
    const outcome = await calls.issue(screen);
    expect(outcome.accepted).toBe(expected);
    if (!outcome.accepted) return login;
    // Never a token without both factors, whatever the model thinks of the state.
    expect([login.passwordProved, login.secondProved]).toEqual([true, true]);
    expect(decodeJwt(outcome.answer.token)).toMatchObject({ amr: ["pwd", "sms", "mfa"] });
    login.issuedAt ??= now;
    return login;
  });

const wait = (time: number) =>
  command(`wait(${time} s)`, async (_, { world }) => {
    world.advance(seconds(time));
    return undefined;
  });

/** A screen of one of the logins: mostly of the newest one and with its newest token, at times any that ever was. */
const pick: fc.Arbitrary<Pick> = fc.record({
  login: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(most - 1) }),
  token: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
});

const newest: Pick = { login: 0, token: 0 };
const older: Pick = { login: 0, token: 1 };
const begin = [start("right"), ask(newest, 0)];
const miss = answer(newest, "wrong");

/** Walks within the walk, to where chance alone seldom comes. What is listed twice comes twice as often. */
const paths = [
  inTurn(...begin),
  inTurn(...begin),
  // It takes two of these to use up the subject's budget.
  inTurn(...begin, miss, miss, miss),
  inTurn(miss, wait(10), ask(newest, 0)),
  inTurn(start("none"), provePassword(newest, rightPassword), provePassword(older, rightPassword)),
  inTurn(answer(newest, "right"), issue(newest), read(older), answer(older, "right"), ask(older, 1), cancel(older)),
];

export const anyStep: fc.Arbitrary<Command>[] = [
  ...paths.map((path) => fc.constant(path)),
  fc.constantFrom("right", "none", "wrong").map(start),
  fc.tuple(pick, fc.constantFrom(rightPassword, "wrong")).map((chosen) => provePassword(...chosen)),
  fc.tuple(pick, fc.constantFrom(0, 1)).map((chosen) => ask(...chosen)),
  fc.tuple(pick, fc.constantFrom("right", ...kinds)).map((chosen) => answer(...chosen)),
  pick.map(issue),
  pick.map(cancel),
  pick.map(read),
  fc.constantFrom(10, 10, 10, 9, 30, 59, 60, 300, 3600).map(wait),
];
