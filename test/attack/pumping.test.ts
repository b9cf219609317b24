import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { countryArea } from "../../shared/domain/sending-state.ts";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, outcome, wrongCode } from "./visitor.ts";

const [minute, day] = [60, 24 * 60 * 60];
let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, fraudGuard: { floor: 10, pauseMinutes: 60 } });
});
// What another test counted is days away.
beforeEach(() => service.stack.advanceClock(3 * day));
afterAll(() => service.stack.close());

/** Yesterday, so many people of the country entered their code. */
const busyYesterday = (verified: number) =>
  service.dependencies.conversions.count([
    {
      id: randomUUID(),
      areas: [{ kind: "country", name: countryArea("JP") }],
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

/** Areas that were paused since the mark in the log; the guard sees a send a little later. */
async function pausedSince(mark: number, isAny: boolean): Promise<string[]> {
  const read = () =>
    service.stack
      .logs()
      .slice(mark)
      .map((line) => JSON.parse(line))
      .filter(({ code }) => code === "sending_paused")
      .map(({ area }) => String(area));
  for (let waits = 0; isAny && waits < 100 && read().length === 0; waits += 1) await setTimeout(50);
  // Senders look every ten seconds.
  service.stack.advanceClock(11);
  return read();
}

const block = (start: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${start}${String(place + 100)}`);

test("attack 39 (pumping): given neighbours asked for as slowly as the prefix limit lets them, when more than the floor went unentered, then their block gets nothing more, and the country goes on", async () => {
  await busyYesterday(1000);
  const numbers = block("+819012340", 14);
  for (const phone of numbers.slice(0, 6)) expect(await askFor(phone)).toBe("done");
  service.stack.advanceClock(11 * minute);
  for (const phone of numbers.slice(6, 12)) expect(await askFor(phone)).toBe("done");
  service.stack.advanceClock(20 * minute);
  const mark = service.stack.logs().length;
  expect(await askFor(numbers[12] ?? "")).toBe("done");

  expect(await pausedSince(mark, true)).toEqual(["prefix"]);
  expect(await askFor(numbers[13] ?? "")).toBe("delivery_unavailable");
  expect(service.stack.messages({ to: numbers[13] ?? "" })).toEqual([]);
  expect(await askFor(freshPhone())).toBe("done");
});

test("attack 39 (pumping): given numbers all over a country, when they are asked for again after each pause, then each time it ends at the floor", async () => {
  await busyYesterday(55);
  const waves: number[] = [];
  for (const _ of ["before", "after the pause"]) {
    const outcomes: string[] = [];
    for (let asked = 0; asked < 11; asked += 1) outcomes.push(await askFor(freshPhone()));
    service.stack.advanceClock(20 * minute);
    const mark = service.stack.logs().length;
    outcomes.push(await askFor(freshPhone()));
    await pausedSince(mark, true);
    outcomes.push(await askFor(freshPhone()), await askFor(freshPhone()));
    expect(outcomes.slice(-2)).toEqual(["not_offered", "not_offered"]);
    waves.push(outcomes.filter((one) => one === "done").length);
    service.stack.advanceClock(61 * minute);
  }
  expect(waves).toEqual([12, 12]);
});

test("attack 39 (pumping): given wrong codes and cancelled logins, when more than the floor went unentered, then they counted all the same", async () => {
  for (let asked = 0; asked < 6; asked += 1) {
    const { client, held, code } = await askLogin(service, await service.makeAccount());
    await outcome(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    await client.cancelLogin(held);
    await askLogin(service, await service.makeAccount());
  }
  service.stack.advanceClock(20 * minute);
  const mark = service.stack.logs().length;
  await askFor(freshPhone());

  expect(await pausedSince(mark, true)).toEqual(["country"]);
});

test("attack 39 (pumping): given as many people who enter their code as strangers who do not, when the strangers are more than the floor, then it is no cover", async () => {
  for (let asked = 0; asked < 11; asked += 1) {
    await askLogin(service, await service.makeAccount());
    await completeLogin(service, await service.makeAccount());
  }
  service.stack.advanceClock(20 * minute);
  const mark = service.stack.logs().length;
  await askFor(freshPhone());

  expect(await pausedSince(mark, true)).toEqual(["country"]);
});

test("attack 39 (pumping): given a sale's crowd who enter their codes, when four strangers in it do not, then nobody is stopped", async () => {
  for (let asked = 0; asked < 20; asked += 1) await completeLogin(service, await service.makeAccount());
  for (let asked = 0; asked < 4; asked += 1) await askLogin(service, await service.makeAccount());
  service.stack.advanceClock(20 * minute);
  const mark = service.stack.logs().length;

  for (let asked = 0; asked < 2; asked += 1) expect(await askFor(freshPhone())).toBe("done");

  expect(await pausedSince(mark, false)).toEqual([]);
});
