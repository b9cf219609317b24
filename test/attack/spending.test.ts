import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { freshPhone, roomy, type Service, startService } from "../support/service.ts";
import { beginLogin, outcome, refusal } from "./visitor.ts";

/** Room for three SMS of 0.25 US dollars. */
const cap = {
  ...roomy,
  email: { from: "no-reply@login.example.jp" },
  voice: { number: "+815000001234" },
  spend: { monthlyUsd: 1, prices: { JP: { smsUsd: "0.30", voiceUsd: "0.90" } } },
};

let service: Service;

beforeAll(async () => {
  service = await startService(cap);
});
afterEach(() => service.stack.clearFaults());
afterAll(() => service.stack.close());

/** A login of a new person with a number and an address. */
async function prepare() {
  const person = await service.makeAccount([freshPhone()], [`person-${randomUUID()}@example.jp`]);
  const { client, held } = await beginLogin(service, person);
  const { methods } = await client.getLogin(held);
  const methodOf = (type: string) => methods.find((one) => one.type === type)?.methodId ?? "";
  return {
    client,
    held,
    types: methods.map(({ type }) => type),
    ask: (type: string) => client.createChallenge({ ...held, body: { methodId: methodOf(type) } }),
  };
}
/** A month of its own for each test: the cap is of the calendar's. */
const nextMonth = () => service.stack.advanceClock(32 * 24 * 3600);
const smsSent = () => service.stack.messages({ channel: "sms" }).length;

test("attack 39 (money): given money for three SMS, when four are asked for at once, then three are sent, and the fourth is named what is free", async () => {
  nextMonth();
  const before = smsSent();
  const visitors = await Promise.all([prepare(), prepare(), prepare(), prepare()]);
  const outcomes = await Promise.all(visitors.map(({ ask }) => outcome(ask("sms_code"))));
  expect([outcomes.sort(), smsSent() - before]).toEqual([["delivery_unavailable", "done", "done", "done"], 3]);
});

test("attack 39 (money): given the cap is reached, when people sign in, then SMS and voice are offered no more, mail is, and it works", async () => {
  nextMonth();
  for (let sent = 0; sent < 3; sent += 1) await (await prepare()).ask("sms_code");
  service.stack.advanceClock(11);
  const { types, ask } = await prepare();
  expect(types).toEqual(["email_code"]);
  expect((await ask("email_code")).challenge?.delivery).toBe("sent");
});

test("attack 39 (money): given a page that still shows the SMS, when it is asked for at the cap, then mail is named and nothing is spent", async () => {
  nextMonth();
  const late = await prepare();
  for (let sent = 0; sent < 3; sent += 1) await (await prepare()).ask("sms_code");
  service.stack.advanceClock(11);
  const before = smsSent();
  const problem = await refusal(late.ask("sms_code"));
  expect(problem).toMatchObject({ code: "delivery_unavailable", methods: [{ type: "email_code" }] });
  expect([problem.methods?.length, smsSent()]).toEqual([1, before]);
});

test("attack 39 (money): given the cap is reached, when the month is over, then SMS are offered again", async () => {
  nextMonth();
  for (let sent = 0; sent < 3; sent += 1) await (await prepare()).ask("sms_code");
  nextMonth();
  expect((await prepare()).types).toEqual(["sms_code", "voice", "email_code"]);
});

test("attack 39 (money): given sends that a provider refused, when they are over, then they have cost nothing", async () => {
  nextMonth();
  service.stack.setFault({ service: "sns", fault: "invalidNumber", times: 6 });
  for (let tries = 0; tries < 6; tries += 1) await refusal((await prepare()).ask("sms_code"));
  expect(await outcome((await prepare()).ask("sms_code"))).toBe("done");
});

test("attack 39 (money): given a send that nobody answered for, when the month is counted, then it has cost its price", async () => {
  nextMonth();
  service.stack.setFault({ service: "connect", fault: "timeoutAfterCommit", times: 1 });
  await refusal((await prepare()).ask("voice"));
  service.stack.advanceClock(11);
  // Ten cents are left of the dollar.
  expect((await prepare()).types).toEqual(["email_code"]);
});
