import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import {
  askLogin,
  completeLogin,
  freshAddress,
  heldOf,
  newestCode,
  outcome,
  refusal,
  wrongCode,
} from "../attack/visitor.ts";
import { password, roomy, type Service, startService } from "../support/service.ts";

let service: Service;

beforeAll(async () => {
  service = await startService(roomy);
});
afterEach(() => {
  service.stack.clearFaults();
  service.stack.resetClock();
});
afterAll(() => service.stack.close());

const person = () => service.makeAccount();
/** What the log tells since then of anything that was compared. */
const comparedSince = (before: number) =>
  service.stack
    .logs()
    .slice(before)
    .filter((line) => /"(answer_wrong|login_complete)"/.test(line));

describe("DynamoDB while an attempt is charged", () => {
  test.each([
    "throttle",
    "error",
  ] as const)("DynamoDB: given the fault %s while an attempt is charged, when codes come, then it is 503 and nothing is compared", async (fault) => {
    const { client, held, code } = await askLogin(service, await person());
    const before = service.stack.logs().length;
    service.stack.setFault({ service: "dynamodb", fault, times: 1000 });

    const answers = await Promise.all(
      [code, wrongCode(code)].map((typed) => refusal(client.verifyLogin({ ...held, body: { code: typed } }))),
    );

    const busy = expect.objectContaining({ code: "unavailable", retryAfter: 1 });
    expect(answers).toEqual([busy, busy]);
    expect(comparedSince(before)).toEqual([]);
    service.stack.clearFaults();
    expect(await outcome(client.verifyLogin({ ...held, body: { code } }))).toBe("done");
  });

  // An attempt makes five calls at once, each tried three times: one of them fails for good, here this, there that.
  test.each([
    7, 9, 11, 13,
  ])("DynamoDB: given %i calls that fail while an attempt is charged, when the right code comes, then what is 503 was not compared", async (times) => {
    const { client, held, code } = await askLogin(service, await person());
    const before = service.stack.logs().length;
    service.stack.setFault({ service: "dynamodb", fault: "error", times });

    const answer = await outcome(client.verifyLogin({ ...held, body: { code } }));

    expect([answer, comparedSince(before).length]).toEqual(answer === "done" ? ["done", 1] : ["unavailable", 0]);
  });

  test("DynamoDB: given that every call fails, when a password comes, then it is 503 and nothing is compared", async () => {
    const { identifier } = await person();
    const before = service.stack.logs().length;
    service.stack.setFault({ service: "dynamodb", fault: "error", times: 1000 });

    const started = service.from(freshAddress()).startLogin({ body: { identifier, password: "wrong-password" } });

    expect(await outcome(started)).toBe("unavailable");
    expect(comparedSince(before)).toEqual([]);
  });

  test("DynamoDB: given that it failed at every step, when it is well again, then the sign-in goes through", async () => {
    const account = await person();
    const client = service.from(freshAddress());
    const throughFault = async <T>(call: () => Promise<T>): Promise<T> => {
      service.stack.setFault({ service: "dynamodb", fault: "error", times: 1000 });
      expect(await outcome(call())).toBe("unavailable");
      service.stack.clearFaults();
      return call();
    };

    const login = await throughFault(() => client.startLogin({ body: { identifier: account.identifier, password } }));
    const asked = { ...heldOf(login), body: { methodId: login.methods[0]?.methodId ?? "" } };
    await throughFault(() => client.createChallenge(asked));
    const code = newestCode(service, account);
    const complete = await throughFault(() => client.verifyLogin({ ...heldOf(login), body: { code } }));
    const { token } = await throughFault(() => client.issueToken(heldOf(complete)));

    expect(token.split(".")).toHaveLength(3);
  });
});

test("KMS: given that it fails after the factor was accepted, when it is well again after minutes, then the result comes and no factor is asked again", async () => {
  const { client, held } = await completeLogin(service, await person());
  service.stack.setFault({ service: "kms", fault: "error", times: 1000 });

  expect(await outcome(client.issueToken(held))).toBe("unavailable");

  service.stack.clearFaults();
  service.stack.advanceClock(300);
  expect((await client.getLogin(held)).status).toBe("complete");
  expect(await outcome(client.issueToken(held))).toBe("done");
});
