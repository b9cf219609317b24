import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { ServiceEvent } from "../../shared/contract/service-event.ts";
import { eventOf } from "../../shared/domain/service-event.ts";
import { freshAddress } from "../attack/visitor.ts";
import { ask, mailsTo, reason } from "../support/operator.ts";
import { freshPhone, type Service, startService, type TestAccount } from "../support/service.ts";
import { freshEmail } from "./adding.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

const eventsOf = async ({ sub }: Pick<TestAccount, "sub">) => {
  const answer = await fetch(`${service.stack.origin}/local/events?bus=nidan-events&sub=${sub}`);
  const { events }: { events: readonly { type: string; source: string; detail: unknown }[] } = await answer.json();
  return events;
};
const until = async (isSo: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
/** Once as many have come. */
async function eventsUntil(person: TestAccount, count: number) {
  await until(async () => (await eventsOf(person)).length >= count);
  return eventsOf(person);
}
const lock = (person: TestAccount, how: "lock" | "unlock" = "lock") =>
  ask(service, `/accounts/${person.sub}/${how}`, { reason });
const fail = (what: "events" | "sqs", times: number, fault: "error" | "throttle" | "refusedEntry" = "error") =>
  service.stack.setFault({ service: what, fault, times });
const trailOf = async ({ sub }: TestAccount) =>
  (await service.dependencies.activities.list(sub, { since: 0, limit: 100 })).activities;
const idsOf = (events: readonly { detail: unknown }[]) =>
  events.map(({ detail }) => ServiceEvent.parse(detail).eventId);

describe("events on the bus", () => {
  test("given changes of an account, when the bus is read, then each is told once, as the trail has it, without the reason", async () => {
    const person = await service.makeAccount();
    await lock(person);
    const events = await eventsUntil(person, 2);
    expect(events).toEqual(
      (await trailOf(person)).toReversed().map((activity) => ({
        place: expect.any(Number),
        deliveries: [],
        bus: "nidan-events",
        source: "nidan",
        type: activity.kind,
        detail: eventOf(activity),
      })),
    );
    expect(events.map(({ type }) => type)).toEqual(["account_made", "account_locked"]);
    expect(JSON.stringify(events)).not.toContain(reason);
  });

  test("given a second wrong code, when it writes its item over, then it is told as well", async () => {
    const person = await service.makeAccount();
    const client = service.from(freshAddress());
    const { loginId, loginToken = "", methods } = await client.startLogin({ body: person });
    const held = { params: { loginId }, loginToken };
    await client.createChallenge({ ...held, body: { methodId: methods[0]?.methodId ?? "" } });
    for (const code of ["000000", "000001"]) await client.verifyLogin({ ...held, body: { code } }).catch(() => {});
    const wrong = (await eventsUntil(person, 4)).filter(({ type }) => type === "code_wrong");
    expect(new Set(idsOf(wrong)).size).toBe(2);
  });
});

describe("a bus that is out", () => {
  test("given it fails, when an account is locked, then its owner is told at once", async () => {
    const email = freshEmail();
    const person = await service.makeAccount([freshPhone()], [email]);
    fail("events", 1_000_000);
    await lock(person);
    expect(await mailsTo(service, email, 1)).toHaveLength(1);
    expect((await eventsOf(person)).filter(({ type }) => type === "account_locked")).toEqual([]);
  });

  test("given it fails for an hour, when it is mended, then nothing is lost", async () => {
    const person = await service.makeAccount();
    await eventsUntil(person, 1);
    fail("events", 1_000_000);
    for (const how of ["lock", "unlock", "lock", "unlock"] as const) await lock(person, how);
    await until(async () => service.stack.logs().some((line) => line.includes('"operation":"publishEvents"')));
    service.stack.advanceClock(3600);
    expect(await eventsOf(person)).toHaveLength(1);
    service.stack.clearFaults();
    const events = await eventsUntil(person, 5);
    expect(idsOf(events).sort()).toEqual((await trailOf(person)).map((one) => eventOf(one).eventId).sort());
  });

  test("given it refuses one of several, when they are put, then that one comes as well", async () => {
    const person = await service.makeAccount();
    fail("events", 2, "refusedEntry");
    for (const how of ["lock", "unlock", "lock"] as const) await lock(person, how);
    const events = await eventsUntil(person, 4);
    expect(events.map(({ type }) => type).sort()).toEqual([
      "account_locked",
      "account_locked",
      "account_made",
      "account_unlocked",
    ]);
  });

  test("given the queue fails, when it is mended, then nothing is lost", async () => {
    const person = await service.makeAccount();
    fail("sqs", 8);
    await lock(person);
    expect((await eventsUntil(person, 2)).map(({ type }) => type)).toEqual(["account_made", "account_locked"]);
  });
});
