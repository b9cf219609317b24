import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { call } from "../feature/raw-call.ts";
import { freshPhone, password, type Service, startService, type TestAccount } from "../support/service.ts";
import { countersOf } from "./counters.ts";
import { askEarly, beginEarly, early, nobodyWith, seenOf, sharedTotal, withoutSecondFactor } from "./early.ts";
import { freshAddress, type Held, heldOf, outcome, refusal, wrongCode, wrongCodes } from "./visitor.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...early, login: { order: "together" } });
});
afterEach(() => service.stack.resetClock());
afterAll(() => service.stack.close());

const used = async (scope: string, sub: string) => (await countersOf(service, scope))[`THROTTLE#${scope}#${sub}`] ?? 0;
const missesOf = async ({ sub }: TestAccount) =>
  (await service.dependencies.directory.findAccount(sub))?.authenticators[0]?.missesInARow;
const verify = (held: Held, body: object) => () => call(service, "verifyLogin", { held, body });

/** Each step of a stranger, prepared for an identifier. */
const steps = {
  "a login begins": async (identifier: string) => () => call(service, "startLogin", { body: { identifier } }),
  "a password comes with the identifier": async (identifier: string) => () =>
    call(service, "startLogin", { body: { identifier, password: "wrong-password" } }),
  "a code is asked for": async (identifier: string) => {
    const { held, methodIds } = await beginEarly(service, identifier);
    return () => call(service, "createChallenge", { held, body: { methodId: methodIds[0] } });
  },
  "a code is asked for again at once": async (identifier: string) => {
    const { held } = await asked(identifier);
    const { methods } = await (await call(service, "getLogin", { held })).json();
    return () => call(service, "createChallenge", { held, body: { methodId: methods[0].methodId } });
  },
  "the login is read while it waits": async (identifier: string) => {
    const { held } = await asked(identifier);
    return () => call(service, "getLogin", { held });
  },
  "the login is read before anything was asked": async (identifier: string) => {
    const { held } = await beginEarly(service, identifier);
    return () => call(service, "getLogin", { held });
  },
  "a password and a code are wrong": async (identifier: string) =>
    verify((await asked(identifier)).held, { password: "wrong-password", code: "000000" }),
  "a password comes alone and is wrong": async (identifier: string) =>
    verify((await asked(identifier)).held, { password: "wrong-password" }),
  "a code comes alone": async (identifier: string) => verify((await asked(identifier)).held, { code: "000000" }),
} as const;

async function asked(identifier: string) {
  const { client, held, methodIds } = await beginEarly(service, identifier);
  await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });
  return { client, held };
}

describe("attack 1: an unknown identifier, where password and code come together", () => {
  test.each(
    Object.entries(steps),
  )("attack 1: given nobody's identifier, or one without a second factor, when %s, then all is as for somebody's", async (_, step) => {
    const known = await service.makeAccount();
    const [somebody, nobody, single] = [
      await step(known.identifier),
      await step(await nobodyWith(service, ["sms_code"])),
      await step((await singleWith(["sms_code"])).identifier),
    ];
    await seenOf(await step(await nobodyWith(service, ["sms_code"])));

    const [ofSomebody, ofNobody, ofSingle] = [await seenOf(somebody), await seenOf(nobody), await seenOf(single)];

    expect(ofNobody.seen).toEqual(ofSomebody.seen);
    expect(ofSingle.seen).toEqual(ofSomebody.seen);
  });

  test("attack 1: given nobody's identifier, when a code is asked for, then nothing is sent or spent, and the answer takes as long", async () => {
    const step = steps["a code is asked for"];
    const nobody = await step(await nobodyWith(service, ["sms_code"]));
    const [messages, total] = [service.stack.messages().length, await sharedTotal(service)];

    const { took } = await seenOf(nobody);

    expect([service.stack.messages().length, await sharedTotal(service)]).toEqual([messages, total]);
    expect(took).toBeGreaterThan(990);
    expect((await seenOf(await step((await service.makeAccount()).identifier))).took).toBeGreaterThan(990);
    expect(service.stack.messages().length).toBe(messages + 1);
  });

  test("attack 1: given nobody's identifiers, when logins begin, then each has the same ways each time, and not all the same", async () => {
    const identifiers = Array.from({ length: 40 }, () => `person-${randomUUID()}`);
    const waysOf = (identifier: string) => beginEarly(service, identifier).then(({ methodIds }) => methodIds.join());

    const ways = await Promise.all(identifiers.map(waysOf));

    expect(await Promise.all(identifiers.map((one) => waysOf(one.toUpperCase())))).toEqual(ways);
    expect(new Set(ways).size).toBe(40);
    expect(new Set(ways.map((one) => one.replace(/\.[^,]+/g, ""))).size).toBeGreaterThan(1);
  });

  test("attack 1: given two numbers and a name, when a login begins, then each way shows once and says nothing of them", async () => {
    const { identifier } = await service.makeAccount([freshPhone(), freshPhone()]);
    const { methods } = await service.from(freshAddress()).startLogin({ body: { identifier } });
    expect(methods).toEqual([{ methodId: expect.stringMatching(/^sms_code\.[\w-]{22}$/), type: "sms_code", hint: "" }]);
  });

  test("attack 1: given the provider refuses the number, when a code was asked for, then it shows as sent until the password is proved", async () => {
    const { identifier } = await service.makeAccount();
    const { client, held, methodIds } = await beginEarly(service, identifier);
    service.stack.setFault({ service: "sns", fault: "invalidNumber", times: 1 });

    const { challenge } = await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });

    service.stack.clearFaults();
    expect(challenge).toMatchObject({ delivery: "sent", sendsLeft: 4 });
    expect((await client.getLogin(held)).challenge?.delivery).toBe("sent");
    expect(await outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }))).toBe("too_many_sends");
  });

  test("attack 1: given a number's neighbours have used up their budget, when a code is asked for, then it answers as ever, and nothing is sent", async () => {
    const block = freshPhone().slice(0, -3);
    for (const neighbour of ["101", "102", "103", "104"]) {
      await askEarly(service, await service.makeAccount([block + neighbour]));
    }
    const last = await service.makeAccount([`${block}999`]);
    const before = service.stack.messages().length;
    const { client, held, methodIds } = await beginEarly(service, last.identifier);

    const { challenge } = await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });

    expect([challenge?.delivery, service.stack.messages().length - before]).toEqual(["sent", 0]);
  });
});

async function singleWith(types: readonly string[]): Promise<TestAccount> {
  for (let tries = 0; tries < 100; tries += 1) {
    const person = await withoutSecondFactor(service);
    if ((await beginEarly(service, person.identifier)).types.join() === types.join()) return person;
  }
  throw new Error("nobody has these ways");
}

describe("one submission", () => {
  test("appApproval 3: given either or both are wrong, when they are submitted, then answer and calls are the same", async () => {
    const submit = async (body: (code: string) => object) => {
      const { held, code } = await askEarly(service, await service.makeAccount());
      return (await seenOf(verify(held, body(code)))).seen;
    };
    await submit((code) => ({ password: "wrong-password", code }));

    const wrongPassword = await submit((code) => ({ password: "wrong-password", code }));

    expect(await submit((code) => ({ password, code: wrongCode(code) }))).toEqual(wrongPassword);
    expect(await submit((code) => ({ password: "wrong-password", code: wrongCode(code) }))).toEqual(wrongPassword);
    expect(wrongPassword).toMatchObject({
      answer: expect.stringContaining('"code":"credentials_invalid"'),
      hashes: 1,
    });
    expect(wrongPassword.answer).toContain('"attemptsLeft":4');
  });

  test("given one of them was wrong, when both are right, then the right one was neither recorded nor spent", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    await refusal(client.verifyLogin({ ...held, body: { password: "wrong-password", code } }));
    await refusal(client.verifyLogin({ ...held, body: { password, code: wrongCode(code) } }));
    expect((await client.getLogin(held)).needs).toEqual(["password", "second_factor"]);
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("invalid_request");

    const login = await client.verifyLogin({ ...held, body: { password, code } });

    expect(login).toMatchObject({ status: "complete", needs: [] });
    expect(await outcome(client.issueToken(heldOf(login)))).toBe("done");
    expect(await outcome(client.getLogin(held))).toBe("unauthenticated");
  });

  test("appApproval 4: given the right password without a code, when it is submitted, then it is refused as a wrong one is, and there is no result", async () => {
    const { client, held } = await askEarly(service, await service.makeAccount());
    const alone = (await seenOf(verify(held, { password }))).seen;
    expect(alone).toEqual((await seenOf(verify(held, { password: "wrong-password" }))).seen);
    expect(await outcome(client.issueToken(held))).toBe("login_closed");
  });

  test("given no second factor, when the password comes alone, then the login is complete", async () => {
    const { identifier } = await withoutSecondFactor(service);
    const { client, held } = await beginEarly(service, identifier);
    expect(await client.verifyLogin({ ...held, body: { password } })).toMatchObject({ status: "complete" });
  });

  test("attack 9: given five misses, when both are right, then it is refused and the login is locked", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    for (const wrong of wrongCodes(code, 5))
      await refusal(client.verifyLogin({ ...held, body: { password, code: wrong } }));
    expect(await outcome(client.verifyLogin({ ...held, body: { password, code } }))).toBe("too_many_attempts");
    expect((await client.getLogin(held)).status).toBe("locked");
  });

  test("attack 13: given the right answers a hundred times at once, when they are submitted, then one is accepted", async () => {
    const { client, held, code } = await askEarly(service, await service.makeAccount());
    const answers = Array.from({ length: 100 }, () =>
      outcome(client.verifyLogin({ ...held, body: { password, code } })),
    );
    const accepted = (await Promise.all(answers)).filter((one) => one === "done").length;
    // Which of them got past the password's waits and which past the login's attempts is chance.
    const login = await service.dependencies.logins.find(held.params.loginId);
    expect([accepted, login?.state]).toEqual(login?.state === "complete" ? [1, "complete"] : [0, "pending"]);
  });
});

describe("budgets of strangers", () => {
  test("attack 10: given the right password, when codes are guessed in fresh logins, then the subject's budget fires", async () => {
    const person = await service.makeAccount();
    for (let logins = 0; logins < 3; logins += 1) {
      const { client, held, code } = await askEarly(service, person);
      for (const wrong of wrongCodes(code, 5)) {
        await refusal(client.verifyLogin({ ...held, body: { password, code: wrong } }));
      }
    }
    expect([await used("subject_failures", person.sub), await missesOf(person)]).toEqual([15, 15]);
    service.stack.advanceClock(600);

    const { client, held, code } = await askEarly(service, person);

    expect(await outcome(client.verifyLogin({ ...held, body: { password, code } }))).toBe("too_many_attempts");
  });

  test("attack 10: given wrong passwords, when a stranger submits codes, then nothing counts against the subject or the authenticator", async () => {
    const person = await service.makeAccount();
    for (let logins = 0; logins < 3; logins += 1) {
      const { client, held, code } = await askEarly(service, person);
      for (const wrong of wrongCodes(code, 5)) {
        await refusal(client.verifyLogin({ ...held, body: { password: "wrong-password", code: wrong } }));
      }
    }
    expect([await used("subject_failures", person.sub), await missesOf(person)]).toEqual([0, 0]);
  });

  test("attack 11: given misses, when a fresh login and a code begin, then the budget is unchanged", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askEarly(service, person);
    for (const wrong of wrongCodes(code, 3))
      await refusal(client.verifyLogin({ ...held, body: { password, code: wrong } }));
    await askEarly(service, person);
    expect(await used("subject_failures", person.sub)).toBe(3);
  });

  test("attack 39: given strangers have used up what comes before a password, when more is asked for, then nothing is sent for anybody, and the password opens the rest", async () => {
    const person = await service.makeAccount();
    const nobody = await nobodyWith(service, ["sms_code"]);
    for (let logins = 0; logins < 3; logins += 1) for (const one of [person.identifier, nobody]) await asked(one);
    const sent = service.stack.messages().length;

    const [own, others] = [await beginEarly(service, person.identifier), await beginEarly(service, nobody)];
    for (const { client, held, methodIds } of [own, others]) {
      const { code, retryAfter } = await refusal(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }));
      expect([code, retryAfter]).toEqual(["too_many_sends", expect.any(Number)]);
    }
    expect(service.stack.messages().length).toBe(sent);
    expect(await outcome(others.client.verifyLogin({ ...others.held, body: { password } }))).toBe(
      "credentials_invalid",
    );
    const proved = await own.client.verifyLogin({ ...own.held, body: { password } });
    expect(proved).toMatchObject({
      needs: ["second_factor"],
      methods: [{ hint: expect.stringContaining("090-****-") }],
    });
    const ask = { ...heldOf(proved), body: { methodId: proved.methods[0]?.methodId ?? "" } };
    await own.client.createChallenge(ask);
    expect(service.stack.messages().length).toBe(sent + 1);
  });

  test("attack 39: given one network asks for many identifiers before a password, when it has had enough, then it is refused", async () => {
    const address = freshAddress();
    const asks = [];
    for (let count = 0; count < 6; count += 1) {
      const { client, held, methodIds } = await beginEarly(service, (await service.makeAccount()).identifier, address);
      asks.push(outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] } })));
    }
    const outcomes = await Promise.all(asks);
    expect(outcomes.filter((one) => one === "too_many_sends")).toHaveLength(1);
  });
});
