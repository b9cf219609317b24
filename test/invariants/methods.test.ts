import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { MethodType } from "../../shared/contract/schemas.ts";
import { methods } from "../../shared/methods/index.ts";
import { tally } from "../attack/visitor.ts";
import { type Service, startService } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { type Equipped, equip, ways } from "./ways.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({
    ...wordy,
    voice: { number: "+815000001234" },
    email: { from: "no-reply@login.example.jp" },
    links: { sms: "approve", email: "approve" },
    approvals: { qr: true, requestsPerTenMinutes: 10 },
  });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** Of the registry itself: a method that is added is held to all of this. */
const types = Object.keys(methods).filter((type): type is MethodType => type in methods);

/** Wrong answers that a login stands, and that a person has in an hour. */
const perLogin = 5;
const perHour = 15;

const again = (count: number, call: () => Promise<string>) => Promise.all(Array.from({ length: count }, call));

async function miss(someone: Equipped, type: MethodType, times: number): Promise<string[]> {
  const { secret, give } = await ways[type].ask(someone);
  const outcomes = [];
  for (let time = 0; time < times; time += 1) outcomes.push(await give(ways[type].wrong(secret())));
  return outcomes;
}

describe.each(types)("%s", (type) => {
  const { ask, wrong, lifetimeSeconds } = ways[type];

  test("cap: given as many misses as a login stands, when the right answer comes, then it is refused", async () => {
    const { secret, give } = await ask(await equip(service));
    for (let misses = 0; misses < perLogin; misses += 1) expect(await give(wrong(secret()))).toBe("challenge_failed");
    expect(await give(secret())).not.toBe("done");
  });

  test("cap: given misses over several logins, when the hour's are used up, then the right answer in a new one is refused", async () => {
    const someone = await equip(service);
    const outcomes = [];
    for (let login = 0; login < perHour / perLogin; login += 1) outcomes.push(...(await miss(someone, type, perLogin)));
    expect(tally(outcomes)).toEqual({ challenge_failed: perHour });
    const { secret, give } = await ask(someone);
    expect(await give(secret())).not.toBe("done");
  });

  test("single use: given an answer was right, when it comes again, there or in another login, then it is refused", async () => {
    const someone = await equip(service);
    const { secret, give } = await ask(someone);
    const used = secret();
    expect(await give(used)).toBe("done");
    expect(await give(used)).not.toBe("done");
    expect(await (await ask(someone)).give(used)).not.toBe("done");
  });

  test.each([
    ["just before its end", -10, true],
    ["at its end", 0, false],
  ])("expiry: given the right answer, when it comes %s, then it counts or it does not", async (_, after, counts) => {
    const { secret, give } = await ask(await equip(service));
    service.stack.advanceClock(lifetimeSeconds + after);
    expect((await give(secret())) === "done").toBe(counts);
  });

  test("race: given one login, when the right answer comes 20 times at once, then one is accepted", async () => {
    const { secret, give } = await ask(await equip(service));
    const right = secret();
    expect(tally(await again(20, () => give(right))).done).toBe(1);
  });

  test("race: given two logins, when one answer comes in both at once, then one of them is complete", async () => {
    const someone = await equip(service);
    const [one, other] = [await ask(someone), await ask(someone)];
    const right = other.secret();
    expect(tally(await Promise.all([one.give(right), other.give(right)])).done).toBe(1);
  });

  test("race: given one login, when 20 wrong answers come at once, then no more are compared than it stands", async () => {
    const { secret, give } = await ask(await equip(service));
    const miss = wrong(secret());
    const { challenge_failed = 0, ...others } = tally(await again(20, () => give(miss)));
    expect(challenge_failed).toBeGreaterThan(0);
    expect(challenge_failed).toBeLessThanOrEqual(perLogin);
    expect(others).not.toHaveProperty("done");
  });
});

test("cap: given misses by every method in turn, when the hour's are used up, then no method's right answer is accepted", async () => {
  const someone = await equip(service);
  let left = perHour;
  while (left > 0) {
    for (const type of types) {
      const times = Math.min(2, left);
      left -= times;
      expect(await miss(someone, type, times)).toEqual(Array(times).fill("challenge_failed"));
    }
  }
  for (const type of types) {
    const { secret, give } = await ways[type].ask(someone);
    expect(await give(secret())).not.toBe("done");
  }
});
