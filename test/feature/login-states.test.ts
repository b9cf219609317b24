import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type OperationName, routes } from "../../shared/contract/routes.ts";
import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  type Held,
  heldOf,
  outcome,
  wrongCodes,
} from "../attack/visitor.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";
import { call } from "./raw-call.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, sends: { perLogin: 1 } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const person = () => service.makeAccount();

/** How a login comes to each of its states. */
const states = {
  "that waits for its password": async () =>
    heldOf(await service.from(freshAddress()).startLogin({ body: { identifier: (await person()).identifier } })),
  "that waits to be asked": async () => (await beginLogin(service, await person())).held,
  "that asked, and may not ask again": async () => (await askLogin(service, await person())).held,
  "whose code has expired": async () => {
    const { held } = await askLogin(service, await person());
    service.stack.advanceClock(300);
    return held;
  },
  "that is locked": async () => {
    const { client, held, code } = await askLogin(service, await person());
    for (const wrong of wrongCodes(code, 5)) await outcome(client.verifyLogin({ ...held, body: { code: wrong } }));
    return held;
  },
  "that was cancelled": async () => {
    const { client, held } = await askLogin(service, await person());
    await client.cancelLogin(held);
    return held;
  },
  "that is complete": async () => (await completeLogin(service, await person())).held,
  "that has expired": async () => {
    const { held } = await askLogin(service, await person());
    service.stack.advanceClock(1800);
    return held;
  },
} as const satisfies Record<string, () => Promise<Held>>;

/** Those that change least come first: all are tried on one login. */
const operations = ["getLogin", "createChallenge", "issueToken", "verifyLogin", "cancelLogin"] as const;

/** What an operation may answer by its row of the contract. */
const allowed = (name: OperationName): string[] => ["done", "invalid_request", ...routes[name].problems];

/** How an answer breaks the contract, if it does. */
async function breachOf(name: OperationName, answer: Response): Promise<string[]> {
  const code = answer.ok ? "done" : (await answer.json()).code;
  return [
    ...(allowed(name).includes(code) ? [] : [`${name} answers ${code}, which its row does not list`]),
    ...(answer.status === 429 && !answer.headers.has("retry-after") ? [`${name} answers 429 without Retry-After`] : []),
  ];
}

describe("states of a login", () => {
  test.each(
    Object.entries(states),
  )("states: given a login %s, when each operation is called, then it answers as its row says", async (_, reach) => {
    const held = await reach();
    const { methods = [] } = await (await call(service, "getLogin", { held })).json();
    const bodies = {
      createChallenge: { methodId: methods[0]?.methodId ?? "sms_code.none" },
      verifyLogin: { code: "123456", password },
      getLogin: undefined,
      issueToken: undefined,
      cancelLogin: undefined,
    };

    const breaches = [];
    for (const name of operations) {
      breaches.push(...(await breachOf(name, await call(service, name, { held, body: bodies[name] }))));
    }

    expect(breaches).toEqual([]);
  });
});
