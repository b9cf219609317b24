import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { countersOf } from "../attack/counters.ts";
import {
  askLogin,
  beginLogin,
  completeLogin,
  freshAddress,
  heldOf,
  outcome,
  refusal,
  wrongCode,
} from "../attack/visitor.ts";
import { password, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { loseAnswers, onNextCall } from "./aws-calls.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(roomy);
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

const update = "dynamodb UpdateItem";
const transact = "dynamodb TransactWriteItems";

/** The subject's wrong answers so far. */
const failures = async ({ sub }: TestAccount) =>
  (await countersOf(service, "subject_failures"))[`THROTTLE#subject_failures#${sub}`];

describe("DynamoDB that commits, and whose answer is lost", () => {
  test("DynamoDB: given the right code, when the answer to the consuming write is lost, then the retry finds its own mark and the sign-in succeeds", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    const lost = loseAnswers([transact]);

    const complete = await client.verifyLogin({ ...held, body: { code } });

    expect(lost).toEqual([transact]);
    expect(await failures(person)).toBe(0);
    expect(await outcome(client.issueToken(heldOf(complete)))).toBe("done");
  });

  test("DynamoDB: given a wrong code, when the answers to all its charges are lost, then it is charged once", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    const lost = loseAnswers([update, update, update, update, update]);

    const problem = await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));

    expect(lost).toHaveLength(5);
    expect(problem).toMatchObject({ code: "challenge_failed", attemptsLeft: 4 });
    expect(await failures(person)).toBe(1);
  });

  test("DynamoDB: given misses before, when the answers to a give-back are lost, then no more is given back than was charged", async () => {
    const person = await service.makeAccount();
    const { client, held, code } = await askLogin(service, person);
    await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    await refusal(client.verifyLogin({ ...held, body: { code: wrongCode(code) } }));
    await client.cancelLogin(held);
    // The attempt and two pairs of charges; then the two that are given back.
    const given = new Array(7).fill(update);
    const lost = loseAnswers(given);

    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("login_closed");

    expect(lost).toHaveLength(7);
    expect(await failures(person)).toBe(2);
  });

  test("DynamoDB: given the right password, when the answers to its acceptance are lost, then the login goes on", async () => {
    const { identifier } = await service.makeAccount();
    const client = service.from(freshAddress());
    const held = heldOf(await client.startLogin({ body: { identifier } }));
    // Three charges first, then the acceptance and what is given back.
    const lost = loseAnswers([update, update, update, update, update]);

    const proved = await client.verifyLogin({ ...held, body: { password } });

    expect(lost).toHaveLength(5);
    expect((await client.getLogin(heldOf(proved))).needs).toEqual(["second_factor"]);
  });

  test("DynamoDB: given a new login, when the answer to its first write is lost, then it is begun", async () => {
    const { identifier } = await service.makeAccount();
    const lost = loseAnswers(["dynamodb PutItem"]);

    const login = await service.from(freshAddress()).startLogin({ body: { identifier, password } });

    expect({ lost, status: login.status }).toEqual({ lost: ["dynamodb PutItem"], status: "pending" });
  });

  test("DynamoDB: given a code that is asked for, when the answer to its storing is lost, then one message is sent and charged", async () => {
    const person = await service.makeAccount();
    const { client, held, methodIds } = await beginLogin(service, person);
    const lost = loseAnswers([transact]);

    const { challenge } = await client.createChallenge({ ...held, body: { methodId: methodIds[0] } });

    expect(lost).toEqual([transact]);
    expect(challenge?.sendsLeft).toBe(4);
    expect(service.stack.messages({ channel: "sms" }).filter(({ to }) => person.phones.includes(to))).toHaveLength(1);
  });

  test("DynamoDB: given a complete login, when the answer to its mark of issue is lost, then the result is issued", async () => {
    const { client, held } = await completeLogin(service, await service.makeAccount());
    const lost = loseAnswers([update, "dynamodb GetItem"]);

    expect(await outcome(client.issueToken(held))).toBe("done");
    expect(lost).toHaveLength(2);
  });

  test("DynamoDB: given a new account, when the answer to its making is lost, then it is made and not called a duplicate", async () => {
    const lost = loseAnswers([transact]);

    const { sub } = await service.makeAccount();

    expect(lost).toEqual([transact]);
    expect(sub).toMatch(/^[\w-]{22}$/);
  });
});

test("DynamoDB: given the right code, when the consuming write is carried out and nothing ever answers, then the client gives up in time and the sign-in succeeds", async () => {
  const { client, held, code } = await askLogin(service, await service.makeAccount());
  onNextCall(transact, () => service.stack.setFault({ service: "dynamodb", fault: "timeoutAfterCommit", times: 1 }));

  expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("done");
});
