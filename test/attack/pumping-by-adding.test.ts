import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { freshEmail, readyToAdd } from "../feature/adding.ts";
import { atSecondStep, grant } from "../support/recovering.ts";
import { freshPhone, type Service, startService } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askAsOwner, fewSends } from "./strangers.ts";
import { freshAddress, outcome } from "./visitor.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...fewSends, email: { from: "no-reply@login.example.jp" } });
});
afterAll(() => service.stack.close());

/** The code of the sign-in and that of the step-up came before. */
const proved = 2;
const phone = () => ({ type: "phone", destination: freshPhone() }) as const;
const sentTo = (to: string) => service.stack.messages({ to }).length;
const sendsOf = async (sub: string) => (await countersOf(service, "subject_sends"))[`THROTTLE#subject_sends#${sub}`];

describe("attack 39 (pumping): sending by adding", () => {
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
