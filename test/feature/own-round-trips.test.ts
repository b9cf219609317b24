import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { freshAddress, heldOf, newestCode, outcome, tally, wrongCode } from "../attack/visitor.ts";
import { disavowalFor } from "../support/disavowal.ts";
import { freshPhone, password, type Service, startService } from "../support/service.ts";
import {
  addApp,
  enrolApp,
  makeCodes,
  type SignedIn,
  signIn,
  signInNew,
  stepUp,
  toNextStep,
  wordy,
} from "../support/signed-in.ts";
import { totpOf } from "../support/totp.ts";
import { callsDuring, wavesOf } from "./aws-calls.ts";

let service: Service;
let me: SignedIn;

beforeAll(async () => {
  service = await startService(wordy);
  // A process that is warm: roots and connections are there.
  const warm = await signInNew(service);
  await enrolApp(service, warm);
  await makeCodes(service, warm);
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

/** A step is prepared, then its calls are looked at. */
type Step = () => Promise<() => Promise<unknown>>;

/** A login that asks the app or a backup code. */
async function asking(type: "totp" | "backup_code") {
  const client = service.from(freshAddress());
  const login = await client.startLogin({ body: { identifier: me.person.identifier, password } });
  const held = heldOf(login);
  const body = { methodId: login.methods.find((one) => one.type === type)?.methodId ?? "" };
  const ask = () => client.createChallenge({ ...held, body });
  return { client, ask, answer: (code: string) => outcome(client.verifyLogin({ ...held, body: { code } })) };
}

const answering =
  (type: "totp" | "backup_code", prepare: () => Promise<string>): Step =>
  async () => {
    const code = await prepare();
    const { ask, answer } = await asking(type);
    await ask();
    return () => answer(code);
  };

const appCode = async () => {
  const { key } = await enrolApp(service, me);
  toNextStep(service);
  return totpOf(key);
};

/** Each step: the most DynamoDB calls that may follow one another, and the most of all. */
const steps: readonly { readonly name: string; readonly waves: number; readonly calls: number; readonly step: Step }[] =
  [
    { name: "verifyLogin with an app's code", waves: 2, calls: 8, step: answering("totp", appCode) },
    {
      name: "verifyLogin with an app's wrong code",
      waves: 2,
      calls: 7,
      step: answering("totp", async () => wrongCode(await appCode())),
    },
    {
      name: "verifyLogin with a backup code",
      waves: 2,
      calls: 8,
      step: answering("backup_code", async () => (await makeCodes(service, me))[0] ?? ""),
    },
    {
      name: "verifyLogin with a wrong backup code",
      waves: 2,
      calls: 7,
      step: answering("backup_code", async () => {
        await makeCodes(service, me);
        return "00000000";
      }),
    },
    {
      name: "createChallenge by an app",
      waves: 2,
      calls: 11,
      step: async () => {
        await appCode();
        return (await asking("totp")).ask;
      },
    },
    {
      name: "verifyLogin of a step-up",
      waves: 2,
      calls: 8,
      step: async () => {
        const { client, sessionToken, person } = me;
        const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });
        await client.createChallenge({ ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } });
        const code = newestCode(service, person);
        return () => client.verifyLogin({ ...heldOf(login), body: { code } });
      },
    },
    {
      name: "startStepUp",
      waves: 2,
      calls: 7,
      step: async () => () => me.client.startStepUp({ sessionToken: me.sessionToken, body: { action: "switch_off" } }),
    },
    {
      name: "getSettings",
      waves: 1,
      calls: 4,
      step: async () => () => me.client.getSettings({ sessionToken: me.sessionToken }),
    },
    {
      name: "listActivity",
      waves: 1,
      calls: 3,
      step: async () => () => me.client.listActivity({ sessionToken: me.sessionToken }),
    },
    {
      name: "listSessions",
      waves: 1,
      calls: 3,
      step: async () => () => me.client.listSessions({ sessionToken: me.sessionToken }),
    },
    {
      name: "endOtherSession",
      waves: 2,
      calls: 4,
      step: async () => {
        await signIn(service, me.person);
        const { sessions } = await me.client.listSessions({ sessionToken: me.sessionToken });
        const params = { sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.sessionId ?? "" };
        return () => me.client.endOtherSession({ sessionToken: me.sessionToken, params });
      },
    },
    {
      name: "endOtherSessions",
      waves: 2,
      calls: 4,
      step: async () => {
        await signIn(service, me.person);
        return () => me.client.endOtherSessions({ sessionToken: me.sessionToken });
      },
    },
    {
      name: "disavow",
      waves: 2,
      calls: 3,
      step: async () => {
        const token = await disavowalFor(service, me.person.sub);
        return () => me.client.disavow({ body: { token } });
      },
    },
    {
      name: "disavowOwn",
      waves: 2,
      calls: 4,
      step: async () => () => me.client.disavowOwn({ sessionToken: me.sessionToken }),
    },
    {
      name: "updateSettings",
      waves: 2,
      calls: 5,
      step: async () => () =>
        me.client.updateSettings({ sessionToken: me.sessionToken, ifMatch: 0, body: { trustDays: 7 } }),
    },
    {
      name: "activateAuthenticator of an app",
      waves: 3,
      calls: 7,
      step: async () => {
        const { authenticatorId, key } = await addApp(service, me);
        const { client, sessionToken } = me;
        const body = { code: totpOf(key) };
        return () => client.activateAuthenticator({ sessionToken, params: { authenticatorId }, body });
      },
    },
    {
      name: "makeBackupCodes",
      waves: 2,
      calls: 3,
      step: async () => {
        await stepUp(service, me, "make_backup_codes");
        return () => me.client.makeBackupCodes({ sessionToken: me.sessionToken });
      },
    },
    {
      name: "revealBackupCodes",
      waves: 2,
      calls: 3,
      step: async () => {
        await makeCodes(service, me);
        await stepUp(service, me, "reveal_backup_codes");
        return () => me.client.revealBackupCodes({ sessionToken: me.sessionToken });
      },
    },
  ];

/** DynamoDB's waves of the step, and how often it was called. */
async function measure(step: Step) {
  me = await signInNew(service, [freshPhone()]);
  const ready = await step();
  const names = (await callsDuring(ready)).filter(({ name }) => name.startsWith("dynamodb"));
  service.stack.resetClock();
  return { waves: wavesOf(names).length, calls: names.length, names: tally(names.map(({ name }) => name)) };
}

describe("round trips of what people have and own", () => {
  for (const { name, waves, calls, step } of steps) {
    test(`round trips: given a warm process, when it answers ${name}, then ${waves} in a row and no more`, async () => {
      let seen = await measure(step);
      // What a busy machine put apart or tried again is not there another time, nor is a notice that was just then sent.
      for (let again = 0; again < 9 && (seen.waves > waves || seen.calls > calls); again += 1)
        seen = await measure(step);

      expect(seen.waves).toBeLessThanOrEqual(waves);
      expect(seen.calls).toBeLessThanOrEqual(calls);
    });
  }
});
