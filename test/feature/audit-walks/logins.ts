import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  heldOf,
  newestCode,
  refusal,
  wrongCodes,
} from "../../attack/visitor.ts";
import { ticketOf } from "../../support/delegated.ts";
import { askProof, atSecondStep } from "../../support/recovering.ts";
import { password } from "../../support/service.ts";
import { signInBy } from "../../support/test-browser.ts";

import { copied, partOfLogin, switchOff, type Walks } from "./walk.ts";

export const loginWalks = {
  startLogin: [
    {
      leaves: ["password_refused"],
      prepare: async (service, { client, sessionToken, person }) => {
        await client.disavowOwn({ sessionToken });
        const body = { identifier: person.identifier, password };
        return () => refusal(service.from(freshAddress()).startLogin({ body }));
      },
    },
    {
      leaves: ["signed_in"],
      prepare: async (service, me) => {
        await switchOff(service, me);
        const body = { identifier: me.person.identifier, password };
        return () => service.from(freshAddress()).startLogin({ body });
      },
    },
    {
      leaves: ["browser_copied"],
      prepare: async (service, me) => {
        const copy = await copied(service, me);
        return () => signInBy(copy, me.person);
      },
    },
  ],
  getLogin: partOfLogin,
  cancelLogin: [
    {
      leaves: ["login_cancelled"],
      prepare: async (service, { person }) => {
        const { client, held } = await beginLogin(service, person);
        return () => client.cancelLogin(held);
      },
    },
  ],
  createChallenge: [
    {
      leaves: ["code_sent"],
      prepare: async (service, { person }) => {
        const { client, held, methodIds } = await beginLogin(service, person);
        return () => client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
      },
    },
  ],
  verifyLogin: [
    {
      leaves: ["signed_in"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        return () => client.verifyLogin({ ...held, body: { code } });
      },
    },
    {
      leaves: ["signed_in"],
      prepare: async (service, me) => {
        await switchOff(service, me);
        const client = service.from(freshAddress());
        const held = heldOf(await client.startLogin({ body: { identifier: me.person.identifier } }));
        return () => client.verifyLogin({ ...held, body: { password } });
      },
    },
    {
      leaves: ["stepped_up"],
      prepare: async (service, { client, sessionToken, person }) => {
        const login = await client.startStepUp({ sessionToken, body: { action: "switch_off" } });
        const held = heldOf(login);
        await client.createChallenge({ ...held, body: { methodId: login.methods[0]?.methodId ?? "" } });
        return () => client.verifyLogin({ ...held, body: { code: newestCode(service, person) } });
      },
    },
    {
      leaves: ["recovery_proved"],
      prepare: async (service, { person }) => {
        const step = await atSecondStep(service, person);
        const { own, code } = await askProof(service, step, "sms_code", person.phones[0] ?? "");
        return () => step.client.verifyLogin({ ...own, body: { code: code() } });
      },
    },
    {
      leaves: ["code_wrong"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        return () => refusal(client.verifyLogin({ ...held, body: { code: wrongCodes(code, 1)[0] } }));
      },
    },
    {
      leaves: ["login_locked", "code_wrong"],
      prepare: async (service, { person }) => {
        const { client, held, code } = await askLogin(service, person);
        const [last, ...first] = wrongCodes(code, 5);
        for (const wrong of first) await refusal(client.verifyLogin({ ...held, body: { code: wrong } }));
        return () => refusal(client.verifyLogin({ ...held, body: { code: last } }));
      },
    },
    {
      leaves: ["method_disabled", "code_wrong"],
      prepare: async (service, { person }) => {
        const guess = async () => {
          service.stack.advanceClock(60 * 60);
          const { client, held, code } = await askLogin(service, person);
          return () => refusal(client.verifyLogin({ ...held, body: { code: wrongCodes(code, 1)[0] } }));
        };
        for (let guessed = 1; guessed < 10; guessed += 1) await (await guess())();
        return guess();
      },
    },
    {
      leaves: ["attempts_exhausted"],
      prepare: async (service, { person }) => {
        for (const count of [3, 2]) {
          const guessed = await askLogin(service, person);
          const wrongs = wrongCodes(guessed.code, count);
          for (const code of wrongs) await refusal(guessed.client.verifyLogin({ ...guessed.held, body: { code } }));
        }
        const { client, held, code } = await askLogin(service, person);
        return () => refusal(client.verifyLogin({ ...held, body: { code } }));
      },
    },
  ],
  issueToken: partOfLogin,
  claimLogin: [
    {
      leaves: ["login_claimed"],
      prepare: async (service, { person }) => {
        const ticket = await ticketOf(service, person);
        return () => service.from(freshAddress()).claimLogin({ body: { ticket } });
      },
    },
  ],
  returnLogin: partOfLogin,
  trustBrowser: [
    {
      leaves: ["browser_trusted"],
      prepare: async (service, { person }) => {
        service.stack.advanceClock(31);
        const { client, held } = await completeLogin(service, person);
        return () => client.trustBrowser({ ...held, body: { name: "Chrome" } });
      },
    },
  ],
} as const satisfies Walks;
