import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { counters, countersOf } from "./counters.ts";
import { traceOf } from "./traces.ts";
import { freshAddress, heldOf, outcome, post } from "./visitor.ts";

let service: Service;
let known: TestAccount;
const unknown = `person-${randomUUID()}@example.jp`;

beforeAll(async () => {
  service = await startService(roomy);
  known = await service.makeAccount();
});
afterAll(() => service.stack.close());

/** A login of the identifier that waits for its password. */
const waiting = async (identifier: string) =>
  heldOf(await service.from(freshAddress()).startLogin({ body: { identifier } }));

const bearer = (loginToken: string) => ({ authorization: `Bearer ${loginToken}` });

const steps = {
  "a login begins without a password": async (identifier: string) => () => post(service, "/v1/logins", { identifier }),
  "a login begins with a wrong password": async (identifier: string) => () =>
    post(service, "/v1/logins", { identifier, password: "wrong-password" }),
  "a wrong password follows": async (identifier: string) => {
    const { params, loginToken } = await waiting(identifier);
    const path = `/v1/logins/${params.loginId}/verifications`;
    return () => post(service, path, { password: "wrong-password" }, bearer(loginToken));
  },
  "a code is asked for before the password": async (identifier: string) => {
    const { params, loginToken } = await waiting(identifier);
    const path = `/v1/logins/${params.loginId}/challenges`;
    return () => post(service, path, { methodId: "sms_code.x" }, bearer(loginToken));
  },
  "the login is read": async (identifier: string) => {
    const { params, loginToken } = await waiting(identifier);
    return () => fetch(`${service.stack.origin}/v1/logins/${params.loginId}`, { headers: bearer(loginToken) });
  },
};

describe("attack 1: an unknown identifier", () => {
  for (const [name, step] of Object.entries(steps)) {
    test(`attack 1: given an identifier of nobody, when ${name}, then all is as for somebody's`, async () => {
      const [ofSomebody, ofNobody] = [await step(known.identifier), await step(unknown)];
      await traceOf(await step(known.identifier));

      const [somebody, nobody] = [await traceOf(ofSomebody), await traceOf(ofNobody)];

      expect(nobody).toEqual(somebody);
      expect(somebody.hashes).toBe(name.includes("wrong password") ? 1 : 0);
      expect(service.stack.messages()).toEqual([]);
    });
  }

  test("attack 1: given an identifier of nobody, when passwords are tried, then the waits are as for somebody's", async () => {
    const waits = async (identifier: string) => {
      const client = service.from(freshAddress());
      const tries = [];
      for (let count = 0; count < 7; count += 1) {
        tries.push(await outcome(client.startLogin({ body: { identifier, password: "wrong-password" } })));
      }
      return tries;
    };

    expect(await waits(unknown)).toEqual(await waits(known.identifier));
  });
});

test("attack 2: given three spellings of one identifier, when passwords are tried, then one counter counts them", async () => {
  const { identifier } = known;
  const wide = identifier.replace(/^p/, "ｐ");
  const spellings = [wide, `${identifier} `, identifier.toUpperCase(), `\u200b${identifier}`, identifier];
  const client = service.from(freshAddress());
  const before = Object.keys(await countersOf(service, "password"));

  for (const spelling of spellings) {
    const tried = client.startLogin({ body: { identifier: spelling, password: "wrong-password" } });
    expect(await outcome(tried)).toBe("credentials_invalid");
  }

  const after = Object.entries(await countersOf(service, "password")).filter(([key]) => !before.includes(key));
  expect(after.map(([, tries]) => tries)).toEqual([spellings.length]);
  const sixth = client.startLogin({ body: { identifier: wide, password: "wrong-password" } });
  expect(await outcome(sixth)).toBe("too_many_attempts");
});

test.each([
  "",
  " ",
  "\u3000\t",
  "\u200b\u200d",
  "\u0000",
])("attack 3: given the blank identifier %j, when a login begins, then it is refused and no counter moves", async (identifier) => {
  const before = await counters(service);

  const answers = [
    await post(service, "/v1/logins", { identifier }),
    await post(service, "/v1/logins", { identifier, password: "wrong-password" }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  expect(await counters(service)).toEqual(before);
});
