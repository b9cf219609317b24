import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { countryArea } from "../../shared/domain/sending-state.ts";
import { freshEmail, readyToAdd } from "../feature/adding.ts";
import { atSecondStep, grant } from "../support/recovering.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { signIn, stepUp } from "../support/signed-in.ts";
import { countersOf } from "./counters.ts";
import { askAsOwner, fewSends } from "./strangers.ts";
import { freshAddress, outcome } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({
    ...fewSends,
    email: { from: "no-reply@login.example.jp" },
    fraudGuard: { countryFloor: 10, blockFloor: 10, pauseMinutes: 60 },
  });
});
// What another test counted is weeks away.
beforeEach(() => service.stack.advanceClock(20 * 24 * 60 * 60));
afterAll(() => service.stack.close());

const phone = () => ({ type: "phone", destination: freshPhone() }) as const;

describe("attack 39 (pumping): sending by adding", () => {
  /** The code of the sign-in and that of the step-up came before. */
  const proved = 2;
  const sentTo = (to: string) => service.stack.messages({ to }).length;
  const sendsOf = async (sub: string) => (await countersOf(service, "subject_sends"))[`THROTTLE#subject_sends#${sub}`];

  test("attack 39 (pumping): given numbers that are added and removed again, when the account's hour is used up, then nothing more is sent, from whichever network, and another account goes on", async () => {
    const { sessionToken, remove } = await readyToAdd(service);
    const outcomes: string[] = [];
    const numbers = Array.from({ length: 6 }, phone);
    for (const body of numbers) {
      const add = service.from(freshAddress()).addAuthenticator({ sessionToken, body });
      const added = add.then(({ authenticatorId }) => remove(authenticatorId));
      outcomes.push(await outcome(added));
    }
    expect(outcomes).toEqual([...Array(3).fill("done"), ...Array(3).fill("too_many_sends")]);
    expect(numbers.map(({ destination }) => sentTo(destination))).toEqual([1, 1, 1, 0, 0, 0]);
    const { add } = await readyToAdd(service);
    expect(await outcome(add(phone()))).toBe("done");
  });

  test("attack 39 (pumping): given an hour used up by adding, when a mail, or a code for signing in, is asked for, then it is one budget", async () => {
    const { add, person } = await readyToAdd(service);
    for (let count = 0; count < 3; count += 1) await add(phone());
    expect(await outcome(add({ type: "email", destination: freshEmail() }))).toBe("too_many_sends");
    expect(await askAsOwner(service, person.identifier)).toBe("too_many_sends");
  });

  test("attack 39 (pumping): given a new number, when its code is asked for again, then that is charged too", async () => {
    const { add, person } = await readyToAdd(service);
    const body = phone();
    await add(body);
    service.stack.advanceClock(31);
    await add(body);
    expect(await sendsOf(person.sub)).toBe(proved + 2);
  });

  test("attack 39 (pumping): given a provider that refuses, when a number is added, then the account's hour has it back", async () => {
    const { add, person } = await readyToAdd(service);
    service.stack.setFault({ service: "sns", fault: "error", times: 10 });
    expect(await outcome(add(phone()))).toBe("delivery_unavailable");
    service.stack.clearFaults();
    expect(await sendsOf(person.sub)).toBe(proved);
  });

  test("attack 39 (pumping): given the end of a recovery, when number after number is set up, then the account's hour ends it", async () => {
    const person = await service.makeAccount();
    await grant(service, person);
    const { client, held } = await atSecondStep(service, person);
    const outcomes: string[] = [];
    for (let count = 0; count < 6; count += 1)
      outcomes.push(await outcome(client.enrolAuthenticator({ ...held, body: phone() })));
    expect(outcomes).toEqual([...Array(5).fill("done"), "too_many_sends"]);
  });
});

describe("attack 39 (pumping): adding before the fraud guard", () => {
  /** Somebody who proves by mail that a number may be added: no SMS goes out for it. */
  async function readyByMail() {
    const address = freshEmail();
    const person = await service.makeAccount([freshPhone()], [address]);
    const byMail = { by: "email_code", code: () => service.newestCode(address) } as const;
    const me = await signIn(service, person, byMail);
    await stepUp(service, me, "add_authenticator", byMail);
    const { client, sessionToken } = me;
    return (body: ReturnType<typeof phone>) => client.addAuthenticator({ sessionToken, body });
  }
  const pauses = () =>
    service.stack.logs().filter((line) => ["sending_paused", "country"].every((word) => line.includes(word)));
  /** The guard sees a send a little later. */
  const wait = async (isThere: () => Promise<boolean> | boolean) => {
    for (let waits = 0; waits < 200 && !(await isThere()); waits += 1) await setTimeout(50);
  };

  test("attack 39 (pumping): given accounts that add numbers and remove them unproved, when more than the floor went unentered, then the next pauses the country, and nothing more is sent there", async () => {
    for (let account = 0; account < 4; account += 1) {
      const { add, remove } = await readyToAdd(service);
      for (let count = 0; count < 3; count += 1) await remove((await add(phone())).authenticatorId);
    }
    const japan = { kind: "country", name: countryArea("JP") } as const;
    const sends = async () => (await service.dependencies.conversions.find(japan, "enforce")).slots;
    await wait(async () => (await sends()).reduce((sum, slot) => sum + slot.sends, 0) === 4 * 5);
    service.stack.advanceClock(20 * 60);
    const add = await readyByMail();
    expect(pauses()).toEqual([]);

    await add(phone());
    await wait(() => pauses().length > 0);
    expect(pauses()).toHaveLength(1);
    // Senders look every ten seconds.
    service.stack.advanceClock(11);
    const next = phone();
    expect(await outcome(add(next))).toBe("delivery_unavailable");
    expect(service.stack.messages({ to: next.destination })).toEqual([]);
  });
});
