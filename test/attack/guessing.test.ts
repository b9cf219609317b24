import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { hours, toSeconds } from "../../shared/domain/duration.ts";
import { password, type Service, startService, type TestAccount } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import {
  askLogin,
  beginLogin,
  freshAddress,
  heldOf,
  newestCode,
  outcome,
  refusal,
  tally,
  wrongCode,
  wrongCodes,
} from "./visitor.ts";

let service: Service;

/** Default limits of answers; room for messages, since some tests begin many logins. */
beforeAll(async () => {
  service = await startService({
    sources: { startsPerMinute: 10_000, sendsPerTenMinutes: 10_000, failuresPerHour: 100_000 },
    sends: { perDestinationTenMinutes: 20, smsPerDestinationDay: 50, perPrefixTenMinutes: 1000 },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** How far the subject's budget was used. */
const used = async (sub: string) => (await countersOf(service, "subject_failures"))[`THROTTLE#subject_failures#${sub}`];

/** What the person was sent that holds no code. */
const noticesTo = ({ phones }: TestAccount) =>
  service.stack.messages().filter(({ to, text }) => phones.includes(to) && !/\d{6}/.test(text));

/** Notices go by the table's stream, so they come a little later. */
async function firstNotice(person: TestAccount): Promise<void> {
  for (let waits = 0; waits < 200 && noticesTo(person).length === 0; waits += 1) await setTimeout(50);
}

describe("attack 9: guesses in one login", () => {
  test("attack 9: given five misses, when the right code comes, then it is refused and the login is locked", async () => {
    const { client, held, code } = await askLogin(service, await service.makeAccount());
    for (const wrong of wrongCodes(code, 5)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    const problem = await refusal(client.verifyLogin({ ...held, body: { code } }));

    expect(problem.code).toBe("too_many_attempts");
    expect((await client.getLogin(held)).status).toBe("locked");
    expect(await outcome(client.issueToken(held))).not.toBe("done");
  });

  test("attack 9: given four misses, when the right code comes, then it is accepted", async () => {
    const { client, held, code } = await askLogin(service, await service.makeAccount());
    for (const wrong of wrongCodes(code, 4)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("done");
  });
});

describe("attack 10: guesses over many logins", () => {
  test("attack 10: given a few guesses in each of many fresh logins, each from another address, when they come to fifteen, then even the right code is refused for an hour", async () => {
    const person = await service.makeAccount();
    for (const misses of [4, 4, 4, 3]) {
      const { held, code } = await askLogin(service, person);
      const answers = wrongCodes(code, misses).map((wrong) =>
        outcome(service.from(freshAddress()).verifyLogin({ ...held, body: { code: wrong } })),
      );
      expect(tally(await Promise.all(answers))).toEqual({ challenge_failed: misses });
    }
    const { client, held, code } = await askLogin(service, person);

    const problem = await refusal(client.verifyLogin({ ...held, body: { code } }));

    expect(problem.code).toBe("too_many_attempts");
    expect(problem.retryAfter).toBeGreaterThan(toSeconds(hours(1)) - 60);
    service.stack.advanceClock(problem.retryAfter ?? 0);
    const later = await askLogin(service, person);
    expect(await outcome(later.client.verifyLogin({ ...later.held, body: { code: later.code } }))).toBe("done");
  });

  test("attack 10: given a stranger without the password, when codes are tried, then the subject's budget is not touched", async () => {
    const { identifier, sub } = await service.makeAccount();
    const client = service.from(freshAddress());
    const held = heldOf(await client.startLogin({ body: { identifier } }));

    const tried = await Promise.all(
      wrongCodes("000000", 5).map((code) => outcome(client.verifyLogin({ ...held, body: { code } }))),
    );

    expect(tally(tried)).toEqual({ invalid_request: 5 });
    expect(await used(sub)).toBeUndefined();
  });

  test("attack 10: given that the budget fired, when guesses go on in the same hour, then the owner is told, and once", async () => {
    const person = await service.makeAccount();
    for (let logins = 0; logins < 4; logins += 1) {
      const { client, held, code } = await askLogin(service, person);
      for (const wrong of wrongCodes(code, 4)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
    }
    await firstNotice(person);
    expect(noticesTo(person)).toHaveLength(1);

    const { client, held, code } = await askLogin(service, person);
    await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    await setTimeout(1500);

    expect(noticesTo(person)).toHaveLength(1);
  });
});

describe("attack 11: refilling the budget", () => {
  test.each([
    ["a resend", 30],
    ["a resend that makes a new code", 151],
  ])("attack 11: given three misses, when there is %s, then two are left and no more", async (_, wait) => {
    const person = await service.makeAccount();
    const { client, held, methodIds, code } = await askLogin(service, person);
    for (const wrong of wrongCodes(code, 3)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    service.stack.advanceClock(wait);
    const resent = await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });

    expect(resent.challenge?.attemptsLeft).toBe(2);
    const newest = newestCode(service, person);
    for (const wrong of wrongCodes(newest, 2)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
    expect(await outcome(client.verifyLogin({ ...held, body: { code: newest } }))).toBe("too_many_attempts");
  });

  test("attack 11: given misses by one number, when another number is asked, then they are not forgotten", async () => {
    const person = await service.makeAccount(["+819010000001", "+819020000002"]);
    const { client, held, methodIds, code } = await askLogin(service, person);
    for (const wrong of wrongCodes(code, 3)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    const other = await client.createChallenge({ ...held, body: { methodId: methodIds[1] ?? "" } });

    expect(other.challenge?.attemptsLeft).toBe(2);
  });

  test("attack 11: given misses, when the password is given afresh, then the subject's budget stays as it was", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    for (const wrong of wrongCodes(code, 3)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    await beginLogin(service, person);
    const without = heldOf(await client.startLogin({ body: { identifier: person.identifier } }));
    await client.verifyLogin({ ...without, body: { password } });

    expect(await used(person.sub)).toBe(3);
  });

  test("attack 11: given misses, when a code is right in another login, then it takes back its own charge alone", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    for (const wrong of wrongCodes(code, 3)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    const other = await askLogin(service, person);
    await other.client.verifyLogin({ ...other.held, body: { code: other.code } });

    expect(await used(person.sub)).toBe(3);
  });

  test("attack 11: given a login that is locked, when codes are tried in it, then the subject pays for none", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    for (const wrong of wrongCodes(code, 5)) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));

    for (let tries = 0; tries < 12; tries += 1) {
      await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    }

    expect(await used(person.sub)).toBe(5);
  });
});
