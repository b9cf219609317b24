import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { delegatedSettings, redeem, startDelegated } from "../support/delegated.ts";
import { ask, reason } from "../support/operator.ts";
import { type Service, startService, type TestAccount } from "../support/service.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(delegatedSettings);
  await ask(service, `/accounts/${(await service.makeAccount()).sub}/revocations`, { reason });
});
afterAll(() => service.stack.close());

/** Each operation: the most DynamoDB calls that may follow one another. */
const steps: readonly {
  readonly name: string;
  readonly waves: number;
  readonly act: (of: TestAccount) => Promise<unknown>;
}[] = [
  { name: "findAccount", waves: 2, act: ({ identifier }) => ask(service, "/accounts/find", { identifier }) },
  { name: "getAccount", waves: 1, act: ({ sub }) => ask(service, `/accounts/${sub}`) },
  { name: "listAccountActivity", waves: 1, act: ({ sub }) => ask(service, `/activity/${sub}`) },
  {
    name: "updateAccount of the language",
    waves: 2,
    act: ({ sub }) => ask(service, `/accounts/${sub}`, { locale: "en", reason }, { method: "PATCH" }),
  },
  {
    // The credential moves, and which one it is the account says.
    name: "updateAccount of the identifier",
    waves: 3,
    act: ({ sub }) => ask(service, `/accounts/${sub}`, { identifier: randomUUID(), reason }, { method: "PATCH" }),
  },
  { name: "lockAccount", waves: 2, act: ({ sub }) => ask(service, `/accounts/${sub}/lock`, { reason }) },
  {
    name: "unlockAccount of one that is not locked",
    waves: 1,
    act: ({ sub }) => ask(service, `/accounts/${sub}/unlock`, { reason }),
  },
  {
    name: "resetAccount",
    waves: 2,
    act: ({ sub }) => ask(service, `/accounts/${sub}/resets`, { password: true, reason }),
  },
  // Its credential, and which one it is the subject says.
  { name: "startDelegatedLogin", waves: 3, act: (person) => startDelegated(service, person) },
  { name: "redeemResult of a code that is none", waves: 0, act: () => redeem(service, "A".repeat(114)) },
  { name: "revokeAccess", waves: 2, act: ({ sub }) => ask(service, `/accounts/${sub}/revocations`, { reason }) },
];

/** DynamoDB's waves of the operation. */
async function measure(act: (of: TestAccount) => Promise<unknown>): Promise<number> {
  // No number and no address: no notice is on its way meanwhile.
  const person = await service.makeAccount([]);
  const calls = await callsDuring(() => act(person));
  return wavesOf(calls.filter(({ name }) => name.startsWith("dynamodb"))).length;
}

describe("round trips of the admin API", () => {
  test.each(
    steps,
  )("round trips: given a warm process, when it answers $name, then $waves in a row and no more", async ({
    waves,
    act,
  }) => {
    let seen = await measure(act);
    // What a busy machine put apart, or a notice that was just then settled, is not there another time.
    for (let again = 0; again < 9 && seen > waves; again += 1) seen = await measure(act);
    expect(seen).toBeLessThanOrEqual(waves);
  });
});
