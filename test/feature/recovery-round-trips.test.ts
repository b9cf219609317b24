import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { askProof, atSecondStep, enrolling, grant, stopToken } from "../support/recovering.ts";
import { freshPhone, type Service, startService, type TestAccount } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { freshEmail } from "./adding.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, email: { from: "no-reply@login.example.jp" } });
  // A process that is warm: roots and connections are there.
  const person = await service.makeAccount();
  await grant(service, person);
  await (await enrolling(service, await atSecondStep(service, person))).prove();
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

interface Somebody {
  readonly person: TestAccount;
  readonly phone: string;
  readonly email: string;
}

/** Each step: the most DynamoDB calls that may follow one another, and the most of all. */
const steps: readonly {
  readonly name: string;
  readonly waves: number;
  readonly calls: number;
  readonly step: (one: Somebody) => Promise<() => Promise<unknown>>;
}[] = [
  {
    name: "getRecovery",
    waves: 1,
    calls: 4,
    step: async ({ person }) => {
      const { client, held } = await atSecondStep(service, person);
      return () => client.getRecovery(held);
    },
  },
  {
    name: "startRecovery",
    waves: 4,
    calls: 10,
    step: async ({ person }) => {
      const { client, held } = await atSecondStep(service, person);
      return () => client.startRecovery(held);
    },
  },
  {
    name: "verifyLogin for a recovery",
    waves: 2,
    calls: 8,
    step: async ({ person, phone }) => {
      const step = await atSecondStep(service, person);
      const { own, code } = await askProof(service, step, "sms_code", phone);
      const body = { code: code() };
      return () => step.client.verifyLogin({ ...own, body });
    },
  },
  {
    name: "cancelRecovery",
    waves: 2,
    calls: 3,
    step: async ({ person, email }) => {
      await grant(service, person);
      const token = await stopToken(service, email, "再登録が許可されました");
      const { client } = await atSecondStep(service, person);
      return () => client.cancelRecovery({ body: { token } });
    },
  },
  {
    name: "activateEnrolment",
    waves: 3,
    calls: 8,
    step: async ({ person }) => {
      await grant(service, person);
      return (await enrolling(service, await atSecondStep(service, person))).prove;
    },
  },
];

/** DynamoDB's waves of the step, and how often it was called. */
async function measure(step: (typeof steps)[number]["step"]) {
  const [phone, email] = [freshPhone(), freshEmail()];
  const ready = await step({ person: await service.makeAccount([phone], [email]), phone, email });
  const names = (await callsDuring(ready)).filter(({ name }) => name.startsWith("dynamodb"));
  return { waves: wavesOf(names).length, calls: names.length };
}

for (const { name, waves, calls, step } of steps) {
  test(`round trips: given a warm process, when it answers ${name}, then ${waves} in a row and no more`, async () => {
    let seen = await measure(step);
    // What a busy machine put apart or tried again is not there another time, nor is a notice that was just then sent.
    for (let again = 0; again < 9 && (seen.waves > waves || seen.calls > calls); again += 1) seen = await measure(step);
    expect(seen.waves).toBeLessThanOrEqual(waves);
    expect(seen.calls).toBeLessThanOrEqual(calls);
  });
}
