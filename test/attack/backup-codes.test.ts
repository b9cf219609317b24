import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { password, type Service, startService } from "../support/service.ts";
import { makeCodes, signInNew, wordy } from "../support/signed-in.ts";
import { freshAddress, heldOf, outcome, tally } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(wordy);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Somebody with a set of codes, within the five minutes in which another can be made. */
async function prepare() {
  const me = await signInNew(service);
  const codes = await makeCodes(service, me);
  const { client, sessionToken, person } = me;
  return {
    codes,
    first: codes[0] ?? "",
    left: async () => (await client.getBackupCodes({ sessionToken })).left,
    make: async () =>
      (await client.makeBackupCodes({ sessionToken, idempotencyKey: randomUUID() })).codes.map(({ code }) => code),
    /** A login that asks a backup code, with what answers it. */
    ask: async () => {
      const own = service.from(freshAddress());
      const login = await own.startLogin({ body: { identifier: person.identifier, password } });
      const held = heldOf(login);
      const methodId = login.methods.find(({ type }) => type === "backup_code")?.methodId ?? "";
      await own.createChallenge({ ...held, body: { methodId } });
      return (code: string) => outcome(own.verifyLogin({ ...held, body: { code } }));
    },
  };
}

describe("attack 16: a used backup code", () => {
  test.each([
    "",
    " ",
    "\u200b",
    "　",
  ])("attack 16: given a used code, when it comes in another login with %j behind it, then it is refused", async (tail) => {
    const { ask, first, left } = await prepare();
    expect(await (await ask())(first)).toBe("done");
    expect(await (await ask())(first + tail)).toBe("challenge_failed");
    expect(await left()).toBe(9);
  });
});

describe("attack 17: digits of other kinds, of a backup code", () => {
  const inDigits = (code: string, digits: string) => [...code].map((digit) => [...digits][Number(digit)]).join("");

  test.each([
    ["full-width digits", "０１２３４５６７８９", "done"],
    ["Arabic-Indic digits", "٠١٢٣٤٥٦٧٨٩", "invalid_request"],
    ["circled digits", "⓪①②③④⑤⑥⑦⑧⑨", "invalid_request"],
  ])("attack 17: given a code, when it is typed in %s, then %s: %s", async (_, digits, expected) => {
    const { ask, first } = await prepare();
    expect(await (await ask())(inDigits(first, digits))).toBe(expected);
  });
});

describe("attack 32: backup codes at once", () => {
  test("attack 32: given one login, when the same code comes 30 times at once, then one succeeds and one code is gone", async () => {
    const { ask, first, left } = await prepare();
    const answer = await ask();
    const { done } = tally(await Promise.all(Array.from({ length: 30 }, () => answer(first))));
    expect([done, await left()]).toEqual([1, 9]);
  });

  test("attack 32: given ten logins, when the same code comes in all at once, then one succeeds and one code is gone", async () => {
    const { ask, first, left } = await prepare();
    const answers = [];
    for (let login = 0; login < 10; login += 1) answers.push(await ask());
    const { done } = tally(await Promise.all(answers.map((answer) => answer(first))));
    expect([done, await left()]).toEqual([1, 9]);
  });

  test("attack 32: given one login, when all ten codes come at once, then one succeeds and one code is gone", async () => {
    const { ask, codes, left } = await prepare();
    const answer = await ask();
    const { done } = tally(await Promise.all(codes.map((code) => answer(code))));
    expect([done, await left()]).toEqual([1, 9]);
  });

  test("attack 32: given five logins, when each comes with a code of its own at once, then all succeed and five are gone", async () => {
    const { ask, codes, left } = await prepare();
    const answers: { answer: (code: string) => Promise<string>; code: string }[] = [];
    for (const code of codes.slice(0, 5)) answers.push({ answer: await ask(), code });
    const outcomes = await Promise.all(answers.map(({ answer, code }) => answer(code)));
    expect([tally(outcomes), await left()]).toEqual([{ done: 5 }, 5]);
  });
});

describe("attack 33: a new set while an old code is used", () => {
  test("attack 33: given an old code and a new set at once, when both are through, then the new set is whole, and no old code works", async () => {
    const seen = [];
    for (let round = 0; round < 8; round += 1) {
      const { ask, codes, first, make, left } = await prepare();
      const answer = await ask();
      const [, made] = await Promise.all([answer(first), make()]);
      const outcomes = [];
      for (const old of codes.slice(0, 2)) outcomes.push(await (await ask())(old));
      seen.push({ left: await left(), outcomes, whole: made.length });
    }
    expect(seen).toEqual(seen.map(() => ({ left: 10, outcomes: ["challenge_failed", "challenge_failed"], whole: 10 })));
  });

  test("attack 33: given a login that asks a backup code, when a new set is made, then the old code is refused there, and the new works", async () => {
    const { ask, first, make } = await prepare();
    const answer = await ask();
    const [fresh = ""] = await make();
    expect([await answer(first), await answer(fresh)]).toEqual(["challenge_failed", "done"]);
  });

  test("attack 33: given two tabs, when both make a set at once, then one set stands, and it was shown", async () => {
    const { ask, make } = await prepare();
    const sets = await Promise.allSettled([make(), make()]);
    const shown = sets.flatMap((set) => (set.status === "fulfilled" ? [set.value] : []));
    // Where the second came when the first was done, it is the set that stands.
    const outcomes: string[] = [];
    for (const [code = ""] of shown) outcomes.push(await (await ask())(code));
    expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
  });
});
