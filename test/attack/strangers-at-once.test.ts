import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { call } from "../feature/raw-call.ts";
import { elsewhere, makeHere, OperatorDirectory } from "../support/password-verifier.ts";
import { password, type Service, startService } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askEarly, beginEarly, seenOf } from "./early.ts";
import { freshAddress, type Held, outcome, tally, wrongCode, wrongCodes } from "./visitor.ts";

let service: Service;
let directory: OperatorDirectory;
const limit = 5;

beforeAll(async () => {
  const day = { smsPerDestinationDay: 50, voicePerDestinationDay: 50, emailPerDestinationDay: 50 };
  const sends = { ...day, perDestinationTenMinutes: 20, beforePasswordPerTenMinutes: 10, beforePasswordPerDay: 20 };
  service = await startService({
    ...elsewhere,
    sends: { ...elsewhere.sends, ...sends },
    attempts: { perSubjectHour: limit },
    login: { order: "together" },
  });
  directory = new OperatorDirectory(service);
});
afterEach(() => {
  directory.answerAfter(0);
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

const person = () => makeHere(service, directory, `person-${randomUUID()}@example.jp`, password);
type Person = Awaited<ReturnType<typeof person>>;
const used = async ({ sub }: Person) =>
  (await countersOf(service, "subject_failures"))[`THROTTLE#subject_failures#${sub}`] ?? 0;
const submit = (held: Held, body: { password: string; code: string }, address = freshAddress()) =>
  outcome(service.from(address).verifyLogin({ ...held, body }));
/** What the owner is told, and what is kept, of a budget that is used up. */
const traces = async ({ sub, phones }: Person) => {
  await setTimeout(1000);
  const stretch = { since: 0, limit: 100 };
  const { activities } = await service.dependencies.activities.list(sub, stretch);
  const told = service.stack.messages().filter(({ to, text }) => phones.includes(to) && !/\d{6}/.test(text));
  return { told: told.length, kept: activities.filter(({ kind }) => kind === "attempts_exhausted").length };
};
/** Somebody who knows the password guesses codes. */
async function exhaust(someone: Person, count = limit): Promise<void> {
  const { held, code } = await askEarly(service, someone);
  for (const wrong of wrongCodes(code, count)) {
    expect(await submit(held, { password, code: wrong })).toBe("credentials_invalid");
  }
}

describe("submissions of strangers at once", () => {
  test("attack 10: given wrong passwords on their way, as many as the budget and more, when the owner's pair comes, then it is accepted, and nobody is told of anything", async () => {
    const owner = await person();
    const strangers = await beginEarly(service, owner.identifier);
    const { client, held, code } = await askEarly(service, owner);
    const before = directory.asked().length;
    directory.answerAfter(1500);
    const guesses = Array.from({ length: limit + 1 }, () =>
      submit(strangers.held, { password: "wrong-password", code: "000000" }),
    );
    while (directory.asked().length < before + guesses.length) await setTimeout(10);
    directory.answerAfter(0);

    expect(await outcome(client.verifyLogin({ ...held, body: { password, code } }))).toBe("done");

    expect(await Promise.all(guesses)).not.toContain("done");
    expect([await used(owner), await traces(owner)]).toEqual([0, { told: 0, kept: 0 }]);
  });

  test("attack 12: given the right password, when many codes are guessed in many logins at once, then no more are told to be wrong than the budget allows", async () => {
    const owner = await person();
    const logins = [];
    for (let login = 0; login < 3; login += 1) logins.push(await askEarly(service, owner));

    const guesses = logins.flatMap(({ held, code }) =>
      wrongCodes(code, 4).map((wrong) => submit(held, { password, code: wrong })),
    );
    const { credentials_invalid = 0, ...others } = tally(await Promise.all(guesses));

    // One that met others at the same counter too often is told to come again, and was not told to be wrong.
    expect(credentials_invalid).toBeLessThanOrEqual(limit);
    expect(Object.keys(others).filter((name) => !["too_many_attempts", "unavailable"].includes(name))).toEqual([]);
    expect(await used(owner)).toBe(credentials_invalid);
    if (credentials_invalid < limit) await exhaust(owner, limit - credentials_invalid);
    for (const { held, code } of logins) expect(await submit(held, { password, code })).toBe("too_many_attempts");
  });
});

describe("a budget that those have used up who know the password", () => {
  test("attack 10: given it is used up, when a pair comes, then a wrong password is answered as the right one is, after the same calls", async () => {
    const [owner, other] = [await person(), await person()];
    for (const one of [owner, other]) await exhaust(one);
    service.stack.advanceClock(61);
    const answerTo = async (someone: Person, typed: string) => {
      const { held, code } = await askEarly(service, someone);
      const { seen } = await seenOf(() =>
        call(service, "verifyLogin", { held, body: { password: typed, code: wrongCode(code) } }),
      );
      return seen;
    };
    await answerTo(other, "wrong-password");

    let [right, wrong] = [await answerTo(owner, password), await answerTo(other, "wrong-password")];
    // A notice that the owner is sent meanwhile is counted with the call, and is not there another time.
    if (JSON.stringify(right) !== JSON.stringify(wrong)) {
      [right, wrong] = [await answerTo(owner, password), await answerTo(other, "wrong-password")];
    }

    expect(right.answer).toContain('"code":"too_many_attempts"');
    expect(wrong).toEqual(right);
  });

  test("attack 10: given it is used up, when a stranger submits something, then nobody is told, and nothing is kept", async () => {
    const owner = await person();
    await exhaust(owner);
    const { held } = await askEarly(service, owner);

    expect(await submit(held, { password: "wrong-password", code: "000000" })).toBe("too_many_attempts");

    expect(await traces(owner)).toEqual({ told: 0, kept: 0 });
  });

  test("attack 10: given it is used up, when the owner's pair comes, then it waits for the hour's end, and the owner is told", async () => {
    const owner = await person();
    await exhaust(owner);
    const { held, code } = await askEarly(service, owner);

    expect(await submit(held, { password, code })).toBe("too_many_attempts");

    expect(await traces(owner)).toEqual({ told: 1, kept: 1 });
    service.stack.advanceClock(3600);
    const later = await askEarly(service, owner);
    expect(await submit(later.held, { password, code: later.code })).toBe("done");
  });
});
