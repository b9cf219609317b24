import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Dependencies } from "../../shared/dependencies.ts";
import { askLogin, beginLogin, freshAddress, newestCode, outcome, refusal, tally } from "../attack/visitor.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";

let service: Service;
/** The handlers' own, to be stopped between two of their calls. */
let handlers: Dependencies;

beforeAll(async () => {
  service = await startService(roomy);
  ({ dependencies: handlers } = await import("../../functions/dependencies.ts"));
});
afterEach(() => {
  jest.restoreAllMocks();
  service.stack.resetClock();
  service.stack.clearFaults();
});
afterAll(() => service.stack.close());

const sentTo = ({ phones }: TestAccount) =>
  service.stack.messages({ channel: "sms" }).filter(({ to }) => phones.includes(to));

describe("startLogin under a key", () => {
  test("idempotency: given a start with a key, when it is repeated, then it is the same login with the same token", async () => {
    const { identifier } = await service.makeAccount();
    const client = service.from(freshAddress());
    const call = { body: { identifier, password, nonce: "n" }, idempotencyKey: randomUUID() };

    const [first, again] = [await client.startLogin(call), await client.startLogin(call)];

    expect(again).toEqual(first);
  });

  test("idempotency: given a start with a key, when it comes 20 times at once, then it is one login", async () => {
    const { identifier } = await service.makeAccount();
    const client = service.from(freshAddress());
    const call = { body: { identifier }, idempotencyKey: randomUUID() };

    const logins = await Promise.all(Array.from({ length: 20 }, () => client.startLogin(call)));

    expect(new Set(logins.map(({ loginId }) => loginId)).size).toBe(1);
    expect(new Set(logins.map(({ loginToken }) => loginToken)).size).toBe(1);
  });

  test("idempotency: given a start with a key, when another's begins with it, then that is a login of its own", async () => {
    const [one, other] = [await service.makeAccount(), await service.makeAccount()];
    const client = service.from(freshAddress());
    const idempotencyKey = randomUUID();
    const begin = ({ identifier }: TestAccount) =>
      client.startLogin({ body: { identifier, password }, idempotencyKey });

    const [first, second] = [await begin(one), await begin(other)];

    expect(second.loginId).not.toBe(first.loginId);
    expect((await begin(one)).loginId).toBe(first.loginId);
  });

  test.each([
    "password",
    "nonce",
    "locale",
  ])("idempotency: given a start with a key, when it is repeated with another %s, then the key is refused", async (name) => {
    const { identifier } = await service.makeAccount();
    const client = service.from(freshAddress());
    const idempotencyKey = randomUUID();
    await client.startLogin({ body: { identifier, nonce: "n" }, idempotencyKey });

    const other = { password, nonce: "m", locale: "en" as const };
    const change = Object.fromEntries(Object.entries(other).filter(([field]) => field === name));
    const again = client.startLogin({ body: { identifier, nonce: "n", ...change }, idempotencyKey });

    expect(await outcome(again)).toBe("idempotency_key_reused");
  });

  test("idempotency: given a wrong password with the key of a right start, when it is sent, then it opens nothing", async () => {
    const { identifier } = await service.makeAccount();
    const idempotencyKey = randomUUID();
    await service.from(freshAddress()).startLogin({ body: { identifier, password }, idempotencyKey });

    const guess = { body: { identifier, password: "wrong-password" }, idempotencyKey };

    expect(await outcome(service.from(freshAddress()).startLogin(guess))).toBe("credentials_invalid");
  });

  test("idempotency: given a login that went on, when its start is repeated, then no token of an earlier step comes", async () => {
    const { identifier } = await service.makeAccount();
    const client = service.from(freshAddress());
    const call = { body: { identifier }, idempotencyKey: randomUUID() };
    const { loginId, loginToken = "" } = await client.startLogin(call);
    await client.verifyLogin({ params: { loginId }, loginToken, body: { password } });

    expect(await outcome(client.startLogin(call))).toBe("login_closed");
  });

  test.each([
    "short",
    "x".repeat(256),
    "a b c d e f g h i",
  ])("idempotency: given the key %j, when a login begins with it, then it is refused by its place", async (idempotencyKey) => {
    const body = { identifier: "somebody" };

    const { errors } = await refusal(service.from(freshAddress()).startLogin({ body, idempotencyKey }));

    expect(errors).toMatchObject([{ pointer: "#Idempotency-Key" }]);
  });
});

describe("createChallenge under a key", () => {
  /** A login of a person, and the call that sends. */
  async function prepare() {
    const person = await service.makeAccount();
    const { client, held, methodIds } = await beginLogin(service, person);
    const send = (idempotencyKey = randomUUID()) =>
      outcome(client.createChallenge({ ...held, body: { methodId: methodIds[0] }, idempotencyKey }));
    return { person, client, held, send };
  }

  test("idempotency: given a challenge with a key, when it is repeated, then one SMS is sent", async () => {
    const { person, send } = await prepare();
    const key = randomUUID();

    const answers = [await send(key), await send(key), await send(key)];

    expect(tally(answers)).toEqual({ done: 3 });
    expect(sentTo(person)).toHaveLength(1);
  });

  test("idempotency: given a challenge with a key, when it comes 20 times at once, then one SMS is sent", async () => {
    const { person, send } = await prepare();
    const key = randomUUID();

    const { done = 0 } = tally(await Promise.all(Array.from({ length: 20 }, () => send(key))));

    expect(done).toBeGreaterThan(0);
    expect(sentTo(person)).toHaveLength(1);
  });

  test("idempotency: given a challenge with a key, when it is repeated for another method, then the key is refused", async () => {
    const person = await service.makeAccount(["+819010000021", "+819020000022"]);
    const { client, held, methodIds } = await beginLogin(service, person);
    const idempotencyKey = randomUUID();
    const [one, other = ""] = methodIds;
    await client.createChallenge({ ...held, body: { methodId: one }, idempotencyKey });

    const again = client.createChallenge({ ...held, body: { methodId: other }, idempotencyKey });

    expect(await outcome(again)).toBe("idempotency_key_reused");
    expect(sentTo(person)).toHaveLength(1);
  });

  test("idempotency: given a send that failed, when the call is repeated, then it is not answered as done with nothing sent", async () => {
    const { person, send } = await prepare();
    const key = randomUUID();
    service.stack.setFault({ service: "sns", fault: "optedOut", times: 1 });
    expect(await send(key)).toBe("delivery_unavailable");

    const again = await send(key);

    expect({ again, sent: sentTo(person).length }).toEqual({ again: "done", sent: 1 });
  });

  test("idempotency: given a function killed before it published, when the person asks again after the gap, then one SMS comes and its code works", async () => {
    const { person, client, held, send } = await prepare();
    const key = randomUUID();
    jest.spyOn(handlers.sms, "send").mockRejectedValueOnce(new Error("killed"));
    await send(key);

    await send(key);
    service.stack.advanceClock(30);
    expect(await send()).toBe("done");

    expect(sentTo(person)).toHaveLength(1);
    expect(await outcome(client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }))).toBe("done");
  });

  test("idempotency: given a function killed after it published, when the client tries again, then at most two copies of one code were sent", async () => {
    const { person, client, held, send } = await prepare();
    const key = randomUUID();
    const { send: publish } = handlers.sms;
    jest.spyOn(handlers.sms, "send").mockImplementationOnce(async (to, text) => {
      await publish(to, text);
      throw new Error("killed");
    });
    await send(key);

    await send(key);
    service.stack.advanceClock(30);
    await send();

    const texts = sentTo(person).map(({ text }) => text);
    expect(texts.length).toBeLessThanOrEqual(2);
    expect(new Set(texts).size).toBe(1);
    expect(await outcome(client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }))).toBe("done");
  });

  test("idempotency: given a challenge without a key, when it is repeated at once, then it waits for the gap", async () => {
    const person = await service.makeAccount();
    const { client, held, methodIds } = await askLogin(service, person);

    const { code, retryAfter } = await refusal(client.createChallenge({ ...held, body: { methodId: methodIds[0] } }));

    expect({ code, isWithinGap: Number(retryAfter) <= 30 }).toEqual({ code: "too_many_sends", isWithinGap: true });
    expect(sentTo(person)).toHaveLength(1);
  });
});
