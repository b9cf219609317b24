import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FaultName } from "../../infra/local/receiver/faults.ts";
import { counters } from "../attack/counters.ts";
import { beginLogin, newestCode, outcome, refusal } from "../attack/visitor.ts";
import { freshPhone, roomy, type Service, startService, type TestAccount } from "../support/service.ts";
import { loseAnswers } from "./aws-calls.ts";

let service: Service;

beforeAll(async () => {
  service = await startService({ ...roomy, email: { from: "no-reply@login.example.jp" } });
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

type Other = "the other number" | "the address";
const both: readonly Other[] = ["the other number", "the address"];

/** Each fault as often as the sender tries, why the log says that nothing was sent, and what still works. */
const faults: readonly (readonly [FaultName, number, string, readonly Other[]])[] = [
  ["throttle", 2, "throttled", ["the address"]],
  ["error", 2, "unavailable", ["the address"]],
  ["optedOut", 1, "opted_out", both],
  ["invalidNumber", 1, "invalid_destination", both],
  ["spendLimit", 1, "spend_limit", ["the address"]],
  // The worst of silences: both copies were taken, and nobody says so.
  ["timeoutAfterCommit", 2, "no_answer", ["the address"]],
];
const copiesSent = (fault: FaultName) => (fault === "timeoutAfterCommit" ? 2 : 0);

/** A login of a person with two numbers and an address, and the call that sends to the first. */
async function prepare() {
  const person = await service.makeAccount([freshPhone(), freshPhone()], [`person-${randomUUID()}@example.jp`]);
  const { client, held, methodIds } = await beginLogin(service, person);
  const [one, other, mail] = methodIds;
  return {
    person,
    client,
    held,
    other,
    methodOf: { "the other number": other, "the address": mail },
    send: (methodId = one) => client.createChallenge({ ...held, body: { methodId } }),
  };
}

const sentTo = ({ phones }: TestAccount) => service.stack.messages().filter(({ to }) => phones.includes(to));

/** What has been counted; a counter that was charged and given back counts nothing. */
const charged = async () =>
  Object.fromEntries(Object.entries(await counters(service)).filter(([, charges]) => charges !== 0));

describe("a send that fails", () => {
  test.each(
    faults,
  )("SNS: given the fault %s, when a code is asked for, then what still works is named, nothing is counted, and the next try works", async (fault, times, why, others) => {
    const { person, client, held, methodOf, send } = await prepare();
    const before = await charged();
    service.stack.setFault({ service: "sns", fault, times, to: person.phones[0] });

    const problem = await refusal(send());

    expect(problem.code).toBe("delivery_unavailable");
    expect(problem.methods?.map(({ methodId }) => methodId)).toEqual(others.map((one) => methodOf[one]));
    const delivery = why === "no_answer" ? "unknown" : "failed";
    expect((await client.getLogin(held)).challenge).toMatchObject({ delivery, sendsLeft: 5 });
    expect(await charged()).toEqual(before);
    const line = service.stack.logs().findLast((one) => one.includes('"challenge_not_sent"'));
    expect(line).toContain(`"why":"${why}"`);

    expect((await send()).challenge).toMatchObject({ delivery: "sent", sendsLeft: 4 });
    const texts = sentTo(person).map(({ text }) => text);
    expect(texts).toHaveLength(copiesSent(fault) + 1);
    expect(new Set(texts).size).toBe(1);
    expect(await outcome(client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }))).toBe("done");
  });

  test("SNS: given a send that failed, when the other method is asked instead, then it works at once", async () => {
    const { person, client, held, other, send } = await prepare();
    service.stack.setFault({ service: "sns", fault: "optedOut", times: 1 });
    await refusal(send());

    await send(other ?? "");

    expect(await outcome(client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }))).toBe("done");
  });

  test("SNS: given a number that fails again and again, when another is asked, then its sends are not used up", async () => {
    const { client, held, other, send } = await prepare();
    service.stack.setFault({ service: "sns", fault: "invalidNumber", times: 6 });
    for (let tries = 0; tries < 6; tries += 1) expect(await outcome(send())).toBe("delivery_unavailable");

    expect(await outcome(client.createChallenge({ ...held, body: { methodId: other ?? "" } }))).toBe("done");
  });
});

test("SNS: given an answer that was lost after the message went out, when it is sent again, then two copies of one code at most", async () => {
  const { person, client, held, send } = await prepare();
  const lost = loseAnswers(["sns"]);

  const { challenge } = await send();

  const texts = sentTo(person).map(({ text }) => text);
  expect(lost).toEqual(["sns"]);
  expect(challenge?.delivery).toBe("sent");
  expect(texts.length).toBeLessThanOrEqual(2);
  expect(new Set(texts).size).toBe(1);
  expect(await outcome(client.verifyLogin({ ...held, body: { code: newestCode(service, person) } }))).toBe("done");
});
