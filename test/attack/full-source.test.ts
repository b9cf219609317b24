import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { password, type Service, startService } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askLogin, freshAddress, outcome, tally, wrongCodes } from "./visitor.ts";

let service: Service;
const limits = { startsPerMinute: 12, failuresPerHour: 5 };

beforeAll(async () => {
  service = await startService({ sources: limits, password: { freeAttempts: 2, firstWaitSeconds: 60 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const used = async (sub: string) =>
  (await countersOf(service, "subject_failures"))[`THROTTLE#subject_failures#${sub}`] ?? 0;
const start = (address: string, identifier: string, typed = password) =>
  outcome(service.from(address).startLogin({ body: { identifier, password: typed } }));

/** Uses up what the network may get wrong, with names that nobody has. */
async function fill(address: string): Promise<void> {
  for (let tries = 0; tries < limits.failuresPerHour; tries += 1) {
    expect(await start(address, `person-${randomUUID()}@example.jp`, "wrong-password")).toBe("credentials_invalid");
  }
}

describe("a network that has used up its failures", () => {
  test("attack 10: given a login that is over, when codes come for it from there, then the subject pays for none", async () => {
    const person = await service.makeAccount();
    const address = freshAddress();
    const { client, held, code } = await askLogin(service, person);
    await client.cancelLogin(held);
    await fill(address);

    const answers = wrongCodes(code, 5).map((wrong) =>
      outcome(service.from(address).verifyLogin({ ...held, body: { code: wrong } })),
    );

    expect(await Promise.all(answers)).not.toContain("done");
    expect(await used(person.sub)).toBe(0);
  });

  test("attack 10: given a login under way, when its owner answers from there, then nothing is compared, and the subject pays for nothing", async () => {
    const person = await service.makeAccount();
    const address = freshAddress();
    const { client, held, code } = await askLogin(service, person);
    await fill(address);

    for (let tries = 0; tries < 4; tries += 1) {
      expect(await outcome(service.from(address).verifyLogin({ ...held, body: { code } }))).toBe("too_many_attempts");
    }

    expect(await used(person.sub)).toBe(0);
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("done");
  });

  test("attack 10: given the owner's passwords were refused there, when the hour is over, then none of them has to be waited for", async () => {
    const { identifier } = await service.makeAccount();
    const address = freshAddress();
    await fill(address);
    for (let tries = 0; tries < 3; tries += 1) expect(await start(address, identifier)).toBe("too_many_attempts");

    service.stack.advanceClock(3600);

    expect(await start(address, identifier, "wrong-password")).toBe("credentials_invalid");
    expect(await start(address, identifier)).toBe("done");
  });
});

describe("what the network pays for", () => {
  test("attack 44: given more starts than a minute allows, when the minute is over, then those refused were no failures", async () => {
    const { identifier } = await service.makeAccount();
    const address = freshAddress();
    const outcomes = [];
    for (let tries = 0; tries < 20; tries += 1) outcomes.push(await start(address, identifier));
    expect(tally(outcomes)).toEqual({ done: 12, too_many_attempts: 8 });

    service.stack.advanceClock(61);

    expect(await start(address, identifier)).toBe("done");
  });

  test("attack 44: given a wait between passwords, when more are sent meanwhile, then they were no failures of the network", async () => {
    const address = freshAddress();
    const { identifier } = await service.makeAccount();
    for (let tries = 0; tries < 2; tries += 1) await start(address, identifier, "wrong-password");
    for (let tries = 0; tries < 6; tries += 1) expect(await start(address, identifier)).toBe("too_many_attempts");

    expect(await start(address, (await service.makeAccount()).identifier)).toBe("done");
  });
});
