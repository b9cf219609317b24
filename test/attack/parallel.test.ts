import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { minutes } from "../../shared/domain/duration.ts";
import { roomy, type Service, startService } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askLogin, completeLogin, freshAddress, heldOf, outcome, tally, wrongCodes } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(roomy);
});
afterAll(() => service.stack.close());

const compared = () => service.stack.logs().filter((line) => line.includes('"answer_wrong"')).length;

test("attack 12: given one login, when 200 guesses come at once, then at most five are compared", async () => {
  const { client, held, code } = await askLogin(service, await service.makeAccount());
  const before = compared();

  const guesses = wrongCodes(code, 200).map((wrong) => outcome(client.verifyLogin({ ...held, body: { code: wrong } })));
  const { challenge_failed = 0, ...others } = tally(await Promise.all(guesses));

  expect(challenge_failed).toBeGreaterThan(0);
  expect(challenge_failed).toBeLessThanOrEqual(5);
  expect(compared() - before).toBe(challenge_failed);
  expect(others).not.toHaveProperty("done");
  expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("too_many_attempts");
});

test("attack 12: given four logins of one person, when 10 guesses come at once in each, then at most fifteen are compared", async () => {
  const person = await service.makeAccount();
  const logins = [];
  for (let login = 0; login < 4; login += 1) logins.push(await askLogin(service, person, freshAddress()));

  const guesses = logins.flatMap(({ client, held, code }) =>
    wrongCodes(code, 10).map((wrong) => outcome(client.verifyLogin({ ...held, body: { code: wrong } }))),
  );
  const { challenge_failed = 0, ...others } = tally(await Promise.all(guesses));

  expect(challenge_failed).toBeGreaterThan(0);
  expect(challenge_failed).toBeLessThanOrEqual(15);
  expect(others).not.toHaveProperty("done");
});

test("attack 13: given the right code, when it comes 100 times at once, then one succeeds", async () => {
  const { client, held, code } = await askLogin(service, await service.makeAccount());
  const tokens: string[] = [];

  const answers = Array.from({ length: 100 }, async () => {
    const answer = client.verifyLogin({ ...held, body: { code } });
    const result = await outcome(answer);
    if (result === "done") tokens.push(heldOf(await answer).loginToken);
    return result;
  });
  const { done } = tally(await Promise.all(answers));

  expect(done).toBe(1);
  expect(tokens).toHaveLength(1);
});

test("attack 13: given several logins of one person, when each is answered right at the same time, then all succeed and the budget is untouched", async () => {
  const people = await Promise.all(Array.from({ length: 3 }, () => service.makeAccount()));
  const logins = [];
  for (const person of people) {
    for (let login = 0; login < 4; login += 1) logins.push(await askLogin(service, person));
  }

  const answers = logins.map(({ client, held, code }) => outcome(client.verifyLogin({ ...held, body: { code } })));

  expect(tally(await Promise.all(answers))).toEqual({ done: logins.length });
  const used = await countersOf(service, "subject_failures");
  expect(people.map(({ sub }) => used[`THROTTLE#subject_failures#${sub}`])).toEqual(people.map(() => 0));
});

test("attack 44: given windows that nobody opened yet, when each is charged three times at once, then none is refused and each counts three", async () => {
  const keys = Array.from({ length: 40 }, (_, key) => `window-${key}`);
  const charge = (key: string) =>
    service.dependencies.throttles.charge([{ scope: "source_starts", key, limit: 30, window: minutes(1) }], Date.now());

  const charges = [];
  for (let from = 0; from < keys.length; from += 10) {
    const some = keys.slice(from, from + 10).flatMap((key) => [charge(key), charge(key), charge(key)]);
    charges.push(...(await Promise.all(some)));
  }

  expect(tally(charges.map(({ accepted }) => String(accepted)))).toEqual({ true: charges.length });
  const counted = await countersOf(service, "source_starts");
  expect(tally(keys.map((key) => String(counted[`THROTTLE#source_starts#${key}`])))).toEqual({ 3: keys.length });
});

test("attack 13: given a complete login, when its result is fetched 30 times at once, then it is one result", async () => {
  const { client, held } = await completeLogin(service, await service.makeAccount());

  const issued = await Promise.all(Array.from({ length: 30 }, () => client.issueToken(held)));

  expect(new Set(issued.map(({ token }) => decodeJwt(token).jti)).size).toBe(1);
});

test("attack 13: given a login, when its code is asked for 50 times at once, then one message is sent", async () => {
  const person = await service.makeAccount();
  const { client, held, methodIds } = await askLogin(service, person);
  const [to = ""] = person.phones;
  service.stack.advanceClock(30);

  const asked = Array.from({ length: 50 }, () =>
    outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } })),
  );
  const { done } = tally(await Promise.all(asked));
  service.stack.resetClock();

  expect(done).toBe(1);
  expect(service.stack.messages({ to, channel: "sms" })).toHaveLength(2);
});
