import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { countryArea } from "../../shared/domain/sending-state.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, outcome, wrongCode } from "./visitor.ts";

const [minute, day] = [60, 24 * 60 * 60];
const japan = { kind: "country", name: countryArea("JP") } as const;
let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, fraudGuard: { countryFloor: 10, blockFloor: 10, pauseMinutes: 60 } });
});
// What another test counted is weeks away.
beforeEach(() => service.stack.advanceClock(20 * day));
afterAll(() => service.stack.close());

/** Yesterday, so many people of the country entered their code. */
const busyYesterday = (verified: number) =>
  service.dependencies.conversions.count([
    {
      id: randomUUID(),
      areas: [japan],
      at: service.dependencies.clock.now() - day * 1000,
      sends: 0,
      verified,
    },
  ]);

/** Asks for a code to a number of an account of its own, from a network of its own. */
async function askFor(phone: string) {
  const begun = await beginLogin(service, await service.makeAccount([phone]), freshAddress()).catch(() => undefined);
  // A paused country is not even offered.
  if (begun === undefined) return "not_offered";
  const { client, held, methodIds } = begun;
  return outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }));
}

/** The guard sees a send a little later. */
async function wait(isThere: () => Promise<boolean> | boolean) {
  for (let waits = 0; waits < 200 && !(await isThere()); waits += 1) await setTimeout(50);
}

/** Areas that were paused since the mark in the log. */
const pausedSince = (mark: number): string[] =>
  service.stack
    .logs()
    .slice(mark)
    .map((line) => JSON.parse(line))
    .filter(({ code }) => code === "sending_paused")
    .map(({ area }) => area);

/** One more message, at which the guard looks. @returns the areas that it then paused. */
async function lastStraw(phone = freshPhone()): Promise<string[]> {
  const mark = service.stack.logs().length;
  expect(await askFor(phone)).toBe("done");
  await wait(() => pausedSince(mark).length > 0);
  // Senders look every ten seconds.
  service.stack.advanceClock(11);
  return pausedSince(mark);
}

/** Until the country has so many messages in a day. */
const areCounted = (sends: number) =>
  wait(async () => {
    const { slots } = await service.dependencies.conversions.find(japan, "enforce");
    const recent = slots.filter(({ from }) => from > service.dependencies.clock.now() - day * 1000);
    return recent.reduce((total, count) => total + count.sends, 0) === sends;
  });

/** The codes of so many messages are dead by then. */
async function codesDie(sends: number) {
  await areCounted(sends);
  service.stack.advanceClock(20 * minute);
}

const block = (start: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${start}${String(place + 100)}`);

test("attack 39 (pumping): given neighbours asked for as slowly as the prefix limit lets them, when more than the floor went unentered, then their block gets nothing more, and the country goes on", async () => {
  await busyYesterday(1000);
  const numbers = block("+819012340", 14);
  for (const phone of numbers.slice(0, 6)) expect(await askFor(phone)).toBe("done");
  service.stack.advanceClock(11 * minute);
  for (const phone of numbers.slice(6, 12)) expect(await askFor(phone)).toBe("done");
  await codesDie(12);

  expect(await lastStraw(numbers[12])).toEqual(["prefix"]);
  expect(await askFor(numbers[13] ?? "")).toBe("delivery_unavailable");
  expect(service.stack.messages({ to: numbers[13] ?? "" })).toEqual([]);
  expect(await askFor(freshPhone())).toBe("done");
});

test("attack 39 (pumping): given numbers all over a country, when they are asked for again after the pause, then its best day is no excuse, and it ends at the floor", async () => {
  await busyYesterday(100);
  for (const [asks, inAll] of [
    [21, 21],
    [11, 33],
  ] as const) {
    for (let asked = 0; asked < asks; asked += 1) expect(await askFor(freshPhone())).toBe("done");
    await codesDie(inAll);
    expect(await lastStraw()).toEqual(["country"]);
    expect(await askFor(freshPhone())).toBe("not_offered");
    service.stack.advanceClock(61 * minute);
  }
});

test("attack 39 (pumping): given wrong codes and cancelled logins, when more than the floor went unentered, then they counted all the same", async () => {
  for (let asked = 0; asked < 6; asked += 1) {
    const { client, held, code } = await askLogin(service, await service.makeAccount());
    await outcome(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    await client.cancelLogin(held);
    await askLogin(service, await service.makeAccount());
  }
  await codesDie(12);

  expect(await lastStraw()).toEqual(["country"]);
});

test("attack 39 (pumping): given as many people who enter their code as strangers who do not, when the strangers are more than the floor, then it is no cover", async () => {
  for (let asked = 0; asked < 11; asked += 1) {
    await askLogin(service, await service.makeAccount());
    await completeLogin(service, await service.makeAccount());
  }
  await codesDie(22);

  expect(await lastStraw()).toEqual(["country"]);
});

test("attack 39 (pumping): given a crowd who enter their codes, when one in five does not, then nobody is stopped", async () => {
  for (let asked = 0; asked < 12; asked += 1) {
    const honest = await service.makeAccount();
    for (let time = 0; time < 4; time += 1) await completeLogin(service, honest);
    await askLogin(service, await service.makeAccount());
  }
  await codesDie(60);
  const mark = service.stack.logs().length;

  // The second comes after the first was judged.
  for (const sends of [61, 62]) {
    expect(await askFor(freshPhone())).toBe("done");
    await areCounted(sends);
  }

  expect(pausedSince(mark)).toEqual([]);
  expect(await askFor(freshPhone())).toBe("done");
});
