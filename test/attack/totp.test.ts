import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { meetAfter } from "../feature/aws-calls.ts";
import { password, type Service, startService } from "../support/service.ts";
import { addApp, enrolApp, type SignedIn, signInNew, toNextStep, wordy } from "../support/signed-in.ts";
import { fromBase32, hotp, stepMs, totpOf } from "../support/totp.ts";
import { freshAddress, heldOf, outcome, post, tally, wrongCodes } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody with an app, at the beginning of a time step whose code is unused. */
async function prepare() {
  const me = await signInNew(service);
  const app = await enrolApp(service, me);
  toNextStep(service);
  service.stack.advanceClock(60);
  return {
    ...me,
    ...app,
    /** The code of the step that is so many from now. */
    code: (steps = 0) => totpOf(app.key, Date.now() + steps * stepMs),
    /** A login that asks the app, with what answers it. */
    ask: async () => {
      const client = service.from(freshAddress());
      const login = await client.startLogin({ body: { identifier: me.person.identifier, password } });
      const held = heldOf(login);
      await client.createChallenge({ ...held, body: { methodId: `totp.${app.authenticatorId}` } });
      const answer = (code: string) => outcome(client.verifyLogin({ ...held, body: { code } }));
      return { client, held, answer, otherId: login.methods[0]?.methodId ?? "" };
    },
  };
}

const proving = ({ client, sessionToken }: SignedIn, authenticatorId: string, code: string) =>
  client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body: { code } });

describe("attack 16: a used code of an app", () => {
  test.each([
    "",
    " ",
    "\u200b",
    "　",
  ])("attack 16: given a used code, when it comes in another login with %j behind it, then it is refused", async (tail) => {
    const { ask, code } = await prepare();
    const used = code();
    expect(await (await ask()).answer(used)).toBe("done");
    expect(await (await ask()).answer(used + tail)).toBe("challenge_failed");
  });

  test("attack 16: given the code that proved the app, when it signs in, then it is refused", async () => {
    const me = await signInNew(service);
    toNextStep(service);
    const { authenticatorId, key } = await addApp(service, me);
    const code = totpOf(key);
    await proving(me, authenticatorId, code);
    const { client, person } = me;
    const held = heldOf(await client.startLogin({ body: { identifier: person.identifier, password } }));
    await client.createChallenge({ ...held, body: { methodId: `totp.${authenticatorId}` } });
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("challenge_failed");
  });
});

describe("attack 17: digits of other kinds, of an app", () => {
  const inDigits = (code: string, digits: string) => [...code].map((digit) => [...digits][Number(digit)]).join("");

  test.each([
    ["full-width digits", "０１２３４５６７８９", "done"],
    ["Arabic-Indic digits", "٠١٢٣٤٥٦٧٨٩", "invalid_request"],
    ["circled digits", "⓪①②③④⑤⑥⑦⑧⑨", "invalid_request"],
    ["superscripts", "⁰¹²³⁴⁵⁶⁷⁸⁹", "invalid_request"],
  ])("attack 17: given the right code, when it is typed in %s, then %s: %s", async (_, digits, expected) => {
    const { ask, code } = await prepare();
    expect(await (await ask()).answer(inDigits(code(), digits))).toBe(expected);
  });

  test("attack 17: given the right number in eight digits, when it is typed, then it is wrong", async () => {
    const { ask, key } = await prepare();
    const eight = hotp(fromBase32(key), Math.floor(Date.now() / stepMs), 8);
    expect(await (await ask()).answer(eight)).toBe("challenge_failed");
  });
});

describe("attack 20: a time step twice", () => {
  test("attack 20: given ten logins, when the same code comes in all at once, then one is complete", async () => {
    const { ask, code } = await prepare();
    const logins: Awaited<ReturnType<typeof ask>>[] = [];
    for (let login = 0; login < 10; login += 1) logins.push(await ask());
    const right = code();
    // All have read that the step is unused before the first of them uses it: else they would queue at the server.
    const read = meetAfter("dynamodb Query", logins.length);
    const outcomes = await Promise.all(logins.map(({ answer }) => answer(right)));
    expect(read()).toBe(logins.length);
    expect(tally(outcomes)).toEqual({ done: 1, challenge_failed: 9 });
  });

  test("attack 20: given a newer code was accepted, when an older one comes, then it is refused", async () => {
    const { ask, code } = await prepare();
    const [older, newer] = [code(0), code(1)];
    expect(await (await ask()).answer(newer)).toBe("done");
    expect(await (await ask()).answer(older)).toBe("challenge_failed");
  });

  test("attack 20: given a code was accepted, when that of the next step comes, then it is accepted", async () => {
    const { ask, code } = await prepare();
    const [older, newer] = [code(0), code(1)];
    expect(await (await ask()).answer(older)).toBe("done");
    expect(await (await ask()).answer(newer)).toBe("done");
  });

  test("attack 20: given one login, when the right code comes 30 times at once, then one succeeds", async () => {
    const { ask, code } = await prepare();
    const { answer } = await ask();
    const right = code();
    expect(tally(await Promise.all(Array.from({ length: 30 }, () => answer(right)))).done).toBe(1);
  });
});

describe("attack 22: the caller's clock", () => {
  test.each([
    -3600, 3600,
  ])("attack 22: given a Date header %i s off, when a code of that time comes with it, then it is refused", async (off) => {
    const { ask, key } = await prepare();
    const { held } = await ask();
    const at = Date.now() + off * 1000;
    const answer = await post(
      service,
      `/v1/logins/${held.params.loginId}/verifications`,
      { code: totpOf(key, at), at },
      { authorization: `Bearer ${held.loginToken}`, date: new Date(at).toUTCString(), "x-amz-date": String(at) },
    );
    expect(await answer.json()).toMatchObject({ status: 422, code: "challenge_failed" });
  });

  test.each([
    [-2, "challenge_failed"],
    [-1, "done"],
    [0, "done"],
    [1, "done"],
    [2, "challenge_failed"],
  ])("attack 22: given an app whose clock is %i steps off, when its code comes, then %s", async (steps, expected) => {
    const { ask, code } = await prepare();
    expect(await (await ask()).answer(code(steps))).toBe(expected);
  });
});

describe("attack 9: misses", () => {
  test("attack 9: given five misses by the app, when the right code comes, then it is refused, by another method too", async () => {
    const { ask, code } = await prepare();
    const { answer, client, held, otherId } = await ask();
    const misses = [];
    for (const wrong of wrongCodes(code(), 5)) misses.push(await answer(wrong));
    expect(misses).toEqual(misses.map(() => "challenge_failed"));
    expect(await answer(code())).toBe("too_many_attempts");
    const again = client.createChallenge({ ...held, body: { methodId: otherId } });
    expect(await outcome(again)).toBe("too_many_attempts");
  });
});
