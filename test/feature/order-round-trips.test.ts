import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { askEarly, beginEarly, nobodyWith, withoutSecondFactor } from "../attack/early.ts";
import { freshAddress, heldOf, refusal, tally, wrongCode } from "../attack/visitor.ts";
import { password, type Service, startService, type TestAccount } from "../support/service.ts";
import { wordy } from "../support/signed-in.ts";
import { openBrowser } from "../support/test-browser.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
beforeAll(async () => {
  const sources = { ...wordy.sources, sendsBeforePasswordPerTenMinutes: 10_000 };
  service = await startService({ ...wordy, sources, login: { order: "approval_first" } });
  // A process that is warm: roots, public key and connections are there.
  const { client, held, code } = await askEarly(service, await service.makeAccount());
  const complete = await client.verifyLogin({ ...held, body: { password, code } });
  await client.issueToken(heldOf(complete));
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A step of somebody new is prepared, then its calls are looked at. */
type Step = (person: TestAccount) => Promise<() => Promise<unknown>>;

/** Each step: the most DynamoDB calls that may follow one another, and the most calls of each service. */
const steps: readonly [string, number, Readonly<Record<string, number>>, Step][] = [
  [
    "startLogin with the identifier",
    2,
    { dynamodb: 5 },
    async ({ identifier }) =>
      () =>
        service.from(freshAddress()).startLogin({ body: { identifier } }),
  ],
  [
    "getLogin before anything was asked",
    2,
    { dynamodb: 4 },
    async ({ identifier }) => {
      const { client, held } = await beginEarly(service, identifier);
      return () => client.getLogin(held);
    },
  ],
  [
    "createChallenge before the password",
    2,
    { dynamodb: 9, sns: 1 },
    async ({ identifier }) => {
      const { client, held, methodIds } = await beginEarly(service, identifier);
      return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    },
  ],
  [
    "createChallenge before the password, of nobody",
    2,
    { dynamodb: 9 },
    async () => {
      const { client, held, methodIds } = await beginEarly(service, await nobodyWith(service, ["sms_code"]));
      return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
    },
  ],
  [
    "verifyLogin with the right code before the password",
    2,
    { dynamodb: 8 },
    async (person) => {
      const { client, held, code } = await askEarly(service, person);
      return () => client.verifyLogin({ ...held, body: { code } });
    },
  ],
  [
    "verifyLogin with a wrong code before the password",
    1,
    { dynamodb: 6 },
    async (person) => {
      const { client, held, code } = await askEarly(service, person);
      return () => refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    },
  ],
  [
    "verifyLogin with the password last",
    2,
    { dynamodb: 12 },
    async (person) => {
      const { client, held, code } = await askEarly(service, person);
      const proved = heldOf(await client.verifyLogin({ ...held, body: { code } }));
      return () => client.verifyLogin({ ...proved, body: { password } });
    },
  ],
  [
    "verifyLogin with password and code",
    2,
    { dynamodb: 13 },
    async (person) => {
      const { client, held, code } = await askEarly(service, person);
      return () => client.verifyLogin({ ...held, body: { password, code } });
    },
  ],
  [
    "verifyLogin with a wrong password and a code",
    2,
    { dynamodb: 11 },
    async (person) => {
      const { client, held, code } = await askEarly(service, person);
      return () => refusal(client.verifyLogin({ ...held, body: { password: "wrong-password", code } }));
    },
  ],
  [
    "verifyLogin with the password alone, where more is due",
    1,
    { dynamodb: 10 },
    async ({ identifier }) => {
      const { client, held } = await beginEarly(service, identifier);
      return () => refusal(client.verifyLogin({ ...held, body: { password } }));
    },
  ],
  [
    "verifyLogin with the password alone, where none is due",
    3,
    { dynamodb: 17 },
    async () => {
      const { client, held } = await beginEarly(service, (await withoutSecondFactor(service)).identifier);
      return () => client.verifyLogin({ ...held, body: { password } });
    },
  ],
  [
    "verifyLogin with the password alone, in a trusted browser",
    3,
    { dynamodb: 18 },
    async ({ identifier, phones }) => {
      const { client } = openBrowser(service);
      const begun = await client.startLogin({ body: { identifier } });
      const [held, { methods }] = [heldOf(begun), begun];
      await client.createChallenge({ ...held, body: { methodId: methods[0]?.methodId ?? "" } });
      const code = service.newestCode(phones[0] ?? "");
      await client.verifyLogin({ ...held, body: { password, code, trustBrowser: {} } });
      service.stack.advanceClock(11);
      const again = heldOf(await client.startLogin({ body: { identifier } }));
      return () => client.verifyLogin({ ...again, body: { password } });
    },
  ],
];

test.each(
  steps,
)("round trips: given a warm process, when it answers %s, then %i in a row and no more", async (_, waves, calls, step) => {
  const measure = async () => {
    const seen = await callsDuring(await step(await service.makeAccount()));
    return {
      waves: wavesOf(seen.filter(({ name }) => name.startsWith("dynamodb"))).length,
      calls: tally(seen.map(({ name }) => name.split(" ")[0] ?? "")),
    };
  };
  let seen = await measure();
  const isMore = () =>
    seen.waves > waves || Object.entries(seen.calls).some(([name, count]) => count > (calls[name] ?? 0));
  // What a busy machine put apart or tried again, and a notice of the step before, is not there another time.
  for (let again = 0; again < 9 && isMore(); again += 1) seen = await measure();

  expect(seen.waves).toBeLessThanOrEqual(waves);
  for (const [name, count] of Object.entries(seen.calls))
    expect([name, count]).toEqual([name, Math.min(count, calls[name] ?? 0)]);
});
