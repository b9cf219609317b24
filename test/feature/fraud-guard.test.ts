import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { beginning } from "../../shared/domain/conversion.ts";
import { countryArea } from "../../shared/domain/sending-state.ts";
import { askLogin, beginLogin, completeLogin, freshAddress, refusal } from "../attack/visitor.ts";
import { atSecondStep, enrolling, grant } from "../support/recovering.ts";
import { freshPhone, password, roomy, type Service, startService } from "../support/service.ts";
import { readyToAdd } from "./adding.ts";

const [minute, day] = [60, 24 * 60 * 60];
const japan = { kind: "country", name: countryArea("JP") } as const;
let service: Service;
/** Where this test's time begins: what others counted is days away. */
let since = 0;

beforeAll(async () => {
  service = await startService({
    ...roomy,
    email: { from: "no-reply@login.example.jp" },
    voice: { number: "+815000001234" },
    fraudGuard: { countryFloor: 10, blockFloor: 10, pauseMinutes: 60 },
  });
});
beforeEach(() => {
  service.stack.advanceClock(3 * day);
  since = beginning("slot", service.dependencies.clock.now());
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

/** What was counted for the country since the test began. */
async function counted() {
  const { slots } = await service.dependencies.conversions.find(japan, "enforce");
  const own = slots.filter(({ from }) => from >= since);
  const sum = (of: "sends" | "verified") => own.reduce((total, count) => total + count[of], 0);
  return { sends: sum("sends"), verified: sum("verified") };
}

/** Counts come by the table's stream, so a little later. */
async function settle<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (let waits = 0; waits < 200; waits += 1) {
    const value = await read();
    if (isThere(value)) return value;
    await setTimeout(50);
  }
  return read();
}
const isCounted = (sends: number) => settle(counted, (value) => value.sends === sends);

/** What is counted once somebody has entered a code: all that came before is counted then. */
async function afterOneThatEnters() {
  await completeLogin(service, await service.makeAccount());
  return settle(counted, ({ verified }) => verified > 0);
}

/** The areas that were paused since the mark in the log. */
const pausedSince = (mark: number) =>
  service.stack
    .logs()
    .slice(mark)
    .map((line) => JSON.parse(line))
    .filter(({ code }) => code === "sending_paused")
    .map(({ area }) => area);

/** As many strangers ask for a code and enter nothing; then time goes on until their codes are dead. */
async function pump(count: number) {
  for (let stranger = 0; stranger < count; stranger += 1) await askLogin(service, await service.makeAccount());
  await isCounted(count);
  service.stack.advanceClock(20 * minute);
}

/** One more asks: only then the guard looks. @returns the areas that it then paused. */
async function tip() {
  const mark = service.stack.logs().length;
  await askLogin(service, await service.makeAccount());
  const told = await settle(
    async () => pausedSince(mark),
    (areas) => areas.length > 0,
  );
  // Senders look every ten seconds.
  service.stack.advanceClock(11);
  return told;
}

/** The ways that somebody with a number and an address is offered. */
async function offered() {
  const email = `person-${randomUUID()}@example.jp`;
  const { identifier } = await service.makeAccount([freshPhone()], [email]);
  const { methods } = await service.from(freshAddress()).startLogin({ body: { identifier, password } });
  return methods.map(({ type }) => type);
}

describe("the fraud guard", () => {
  test("given more codes unentered than the floor, when one more was sent, then the country's numbers are offered no more, and again after the pause", async () => {
    await pump(11);
    expect(await offered()).toContain("sms_code");
    expect(await tip()).toEqual(["country"]);
    expect(await offered()).toEqual(["email_code"]);
    service.stack.advanceClock(60 * minute);
    expect(await offered()).toContain("sms_code");
  });

  test("given just the floor, when one more was sent, then the numbers are still offered", async () => {
    await pump(10);
    await askLogin(service, await service.makeAccount());
    await isCounted(11);
    // A second one: by then the first has been judged.
    await askLogin(service, await service.makeAccount());
    await isCounted(12);
    service.stack.advanceClock(11);
    expect(await offered()).toContain("sms_code");
  });

  test("given codes that are entered, when they are counted, then as verified", async () => {
    for (let person = 0; person < 3; person += 1) await completeLogin(service, await service.makeAccount());
    const isAll = ({ sends, verified }: Awaited<ReturnType<typeof counted>>) => sends === 3 && verified === 3;
    expect(await settle(counted, isAll)).toEqual({ sends: 3, verified: 3 });
  });

  test("given a resend, when the code is entered, then both messages are verified", async () => {
    const person = await service.makeAccount();
    const { client, held, methodIds } = await askLogin(service, person);
    service.stack.advanceClock(31);
    await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    await client.verifyLogin({ ...held, body: { code: service.newestCode(person.phones[0] ?? "") } });
    expect(await settle(counted, ({ verified }) => verified === 2)).toEqual({ sends: 2, verified: 2 });
  });

  test("given a provider that refuses, when it is counted, then nothing was sent", async () => {
    const { client, held, methodIds } = await beginLogin(service, await service.makeAccount());
    service.stack.setFault({ service: "sns", fault: "invalidNumber", times: 1 });
    await refusal(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }));
    expect(await afterOneThatEnters()).toEqual({ sends: 1, verified: 1 });
  });

  test("given a new number, when its code is sent twice and entered, then both messages are verified", async () => {
    const { add, prove } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    await add(body);
    service.stack.advanceClock(31);
    const { authenticatorId } = await add(body);
    // The sign-in's and the step-up's, and these two.
    expect(await isCounted(4)).toEqual({ sends: 4, verified: 2 });
    await prove(authenticatorId, service.newestCode(body.destination));
    expect(await settle(counted, ({ verified }) => verified === 4)).toEqual({ sends: 4, verified: 4 });
  });

  test("given a new number that is called after an SMS, when it is removed unproved, then both messages stay unentered", async () => {
    const { add, remove } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    await add(body);
    service.stack.advanceClock(31);
    await remove((await add({ ...body, via: "voice" })).authenticatorId);
    await completeLogin(service, await service.makeAccount());
    // The sign-in's, the step-up's, and the last one's, which all that came before is counted before.
    expect(await settle(counted, ({ verified }) => verified === 3)).toEqual({ sends: 5, verified: 3 });
  });

  test("given a new number that the provider refuses first, when it is asked again and entered, then one message was sent, and is verified", async () => {
    const { add, prove } = await readyToAdd(service);
    const body = { type: "phone", destination: freshPhone() } as const;
    service.stack.setFault({ service: "sns", fault: "invalidNumber", times: 1 });
    await refusal(add(body));
    const { authenticatorId } = await add(body);
    await prove(authenticatorId, service.newestCode(body.destination));
    expect(await settle(counted, ({ verified }) => verified === 3)).toEqual({ sends: 3, verified: 3 });
  });

  test("given the new number of a recovery, when it is proved, then its message is verified", async () => {
    const person = await service.makeAccount();
    await grant(service, person);
    const { prove } = await enrolling(service, await atSecondStep(service, person));
    await prove();
    expect(await settle(counted, ({ verified }) => verified === 1)).toEqual({ sends: 1, verified: 1 });
  });

  test("given mails alone, when they are sent, then nothing is counted", async () => {
    const person = await service.makeAccount([], [`person-${randomUUID()}@example.jp`]);
    const { client, held, methodIds } = await beginLogin(service, person);
    await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    expect(await afterOneThatEnters()).toEqual({ sends: 1, verified: 1 });
  });
});
