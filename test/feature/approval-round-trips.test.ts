import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { refusal, tally } from "../attack/visitor.ts";
import { askApp, beginAt, type PairedApp, pairApp } from "../support/paired.ts";
import { type Service, startService } from "../support/service.ts";
import { arrived, type SignedIn, signInNew, wordy } from "../support/signed-in.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ ...wordy, approvals: { qr: true, requestsPerTenMinutes: 10 } });
  // A process that is warm: roots and connections are there.
  const { me, app } = await paired();
  const { held, matchNumber } = await askApp(service, me.person, app);
  await app.list();
  await app.approve(held, matchNumber);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

async function paired() {
  const me = await signInNew(service);
  const app = await pairApp(service, me);
  // The functions behind the stream make calls of their own.
  await arrived(service, me.person.phones[0] ?? "", "認証方法が追加されました");
  return { me, app };
}

const qrOf = async (me: SignedIn) => {
  const { client, held, methods } = await beginAt(service, me.person);
  return { client, held, methodId: methods.find(({ type }) => type === "qr")?.methodId ?? "" };
};

type Step = (who: { me: SignedIn; app: PairedApp }) => Promise<() => Promise<unknown>>;

const wrong = (number: string) => String((Number(number) + 1) % 100).padStart(2, "0");

/** Each step: the most DynamoDB calls that may follow one another, and the most calls of each service. */
const steps: readonly [string, number, Readonly<Record<string, number>>, Step][] = [
  // Beside the reads, the pair that charges the source, the denial, and twice what everyone's sending has come to. The
  // account's window of the hour is open since the sign-in, and seen to be.
  [
    "createChallenge by an app",
    2,
    { dynamodb: 8, sns: 1 },
    async ({ me, app }) => {
      const { client, held } = await beginAt(service, me.person);
      return () => client.createChallenge({ ...held, body: { methodId: app.methodId } });
    },
  ],
  [
    "createChallenge by a QR code",
    2,
    // The charge of the source is given back beside.
    { dynamodb: 9 },
    async ({ me }) => {
      const { client, held, methodId } = await qrOf(me);
      return () => client.createChallenge({ ...held, body: { methodId } });
    },
  ],
  [
    "getLogin while a QR code shows",
    1,
    { dynamodb: 1 },
    async ({ me }) => {
      const { client, held, methodId } = await qrOf(me);
      await client.createChallenge({ ...held, body: { methodId } });
      return () => client.getLogin(held);
    },
  ],
  [
    "listApprovals with one request",
    2,
    { dynamodb: 4 },
    async ({ me, app }) => {
      await askApp(service, me.person, app);
      return () => app.list();
    },
  ],
  [
    "scanApproval",
    2,
    { dynamodb: 4 },
    async ({ me }) => {
      const { client, held, methodId } = await qrOf(me);
      const { challenge } = await client.createChallenge({ ...held, body: { methodId } });
      const token = challenge?.qr?.uri.split("#")[1] ?? "";
      return () => me.client.scanApproval({ ...me, body: { token } });
    },
  ],
  [
    "decideApproval: yes",
    2,
    // Session, account, the attempt, the source's pair; the decision, and the source given back.
    { dynamodb: 7 },
    async ({ me, app }) => {
      const { held, matchNumber } = await askApp(service, me.person, app);
      return () => app.approve(held, matchNumber);
    },
  ],
  [
    "decideApproval: no, with the pause that follows",
    2,
    { dynamodb: 5 },
    async ({ me, app }) => {
      const { held } = await askApp(service, me.person, app);
      return () => app.deny(held);
    },
  ],
  [
    "decideApproval with a wrong number",
    2,
    { dynamodb: 8 },
    async ({ me, app }) => {
      const { held, matchNumber } = await askApp(service, me.person, app);
      return () => refusal(app.approve(held, wrong(matchNumber)));
    },
  ],
];

for (const [name, waves, calls, step] of steps) {
  test(`round trips: given a warm process, when it answers ${name}, then ${waves} in a row and no more`, async () => {
    const measure = async () => {
      const made = await callsDuring(await step(await paired()));
      return {
        waves: wavesOf(made.filter((call) => call.name.startsWith("dynamodb"))).length,
        calls: tally(made.map((call) => call.name.split(" ")[0] ?? "")),
      };
    };
    let seen = await measure();
    const isMore = () =>
      seen.waves > waves || Object.entries(seen.calls).some(([service, count]) => count > (calls[service] ?? 0));
    // What a busy machine put apart or tried again, and a notice of the step, is not there another time; what one call
    // needs of another is.
    for (let again = 0; again < 9 && isMore(); again += 1) seen = await measure();

    expect(seen.waves).toBeLessThanOrEqual(waves);
    for (const [of, count] of Object.entries(seen.calls)) expect(count).toBeLessThanOrEqual(calls[of] ?? 0);
  });
}
